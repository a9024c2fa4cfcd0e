fn main() -> std::process::ExitCode {
    frontis::cli::main()
}
