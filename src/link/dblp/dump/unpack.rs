//! Unpacks in a thread of its own, while what it gave is read.

use super::{Broken, Watch};
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

/// Bytes that are handed over at once, and how many such may wait.
const PIECE: usize = 256 << 10;
const WAITING: usize = 32;
/// No tag, text or line of a dump is longer.
const LONGEST: usize = 16 << 20;

/// What is unpacked, piece by piece, as UTF-8.
pub struct Pieces {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    at: usize,
    /// Bytes that were handed out since the reader said that it got on.
    since: usize,
}

/// Begins to unpack.
pub fn beside<'scope, 'env>(scope: &'scope Scope<'scope, 'env>, input: impl Read + Send + 'scope, watch: &'env Watch) -> Pieces {
    let (sender, pieces) = sync_channel(WAITING);
    scope.spawn(move || {
        if let Err(error) = send(input, watch, &sender) {
            let _ = sender.send(Err(error));
        }
    });
    Pieces { pieces, piece: Vec::new(), at: 0, since: 0 }
}

/// Ends early where nobody listens any more.
fn send(input: impl Read, watch: &Watch, sender: &SyncSender<io::Result<Vec<u8>>>) -> io::Result<()> {
    let input = Counted { input, count: &watch.packed };
    let mut unpacked = unpack(BufReader::with_capacity(PIECE, input))?;
    let mut latin = None;
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let ended = fill(&mut *unpacked, &mut piece);
        watch.unpacked.fetch_add(piece.len() as u64, Ordering::Relaxed);
        if *latin.get_or_insert_with(|| declares_latin(&piece)) && !piece.is_ascii() {
            piece = piece.iter().map(|b| char::from(*b)).collect::<String>().into_bytes();
        }
        let last = piece.is_empty();
        if !last && sender.send(Ok(piece)).is_err() {
            return Ok(());
        }
        ended?;
        if last {
            return Ok(());
        }
    }
}

/// What was read before an error is kept.
fn fill(unpacked: &mut dyn Read, piece: &mut Vec<u8>) -> io::Result<()> {
    unpacked.take(PIECE as u64).read_to_end(piece).map(drop)
}

/// Whether the XML declaration names one byte for each letter.
fn declares_latin(start: &[u8]) -> bool {
    let line = String::from_utf8_lossy(&start[..start.len().min(200)]).to_ascii_lowercase();
    let declaration = line.split_once("?>").map_or("", |(declaration, _)| declaration);
    declaration.starts_with("<?xml") && (declaration.contains("iso-8859-1") || declaration.contains("us-ascii"))
}

/// By the first bytes.
fn unpack<'a>(mut input: impl BufRead + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let start = input.fill_buf()?;
    Ok(match start {
        [0x1f, 0x8b, ..] => Box::new(MultiGzDecoder::new(input)),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Box::new(XzReader::new(input, true)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Box::new(Frames { input: Some(input), frame: None }),
        [b'B', b'Z', b'h', ..] | [b'P', b'K', 3, 4, ..] => {
            return Err(io::Error::new(ErrorKind::Unsupported, "only .gz, .xz and .zst are unpacked; unpack it first"));
        }
        _ => Box::new(input),
    })
}

/// A file of Zstandard may have several frames.
struct Frames<R: BufRead> {
    input: Option<R>,
    frame: Option<Box<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let length = frame.read(out)?;
                if length > 0 || out.is_empty() {
                    return Ok(length);
                }
                self.input = self.frame.take().map(|frame| frame.into_inner());
            }
            let Some(mut input) = self.input.take() else { return Ok(0) };
            if input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let frame = StreamingDecoder::new(input).map_err(|e| io::Error::new(ErrorKind::InvalidData, e.to_string()))?;
            self.frame = Some(Box::new(frame));
        }
    }
}

struct Counted<'a, R> {
    input: R,
    count: &'a AtomicU64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(out)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl Pieces {
    /// The reader came to the end of a tag, text or line.
    pub fn got_on(&mut self) {
        self.since = 0;
    }
}

impl BufRead for Pieces {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > LONGEST {
            return Err(io::Error::new(ErrorKind::InvalidData, "a text without end"));
        }
        if self.at >= self.piece.len() {
            (self.piece, self.at) = (self.pieces.recv().unwrap_or(Ok(Vec::new()))?, 0);
        }
        Ok(&self.piece[self.at..])
    }

    fn consume(&mut self, length: usize) {
        self.at += length;
        self.since += length;
    }
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let length = from.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

/// What an error of the stream means to somebody with a dump.
pub fn cut(error: &io::Error) -> Broken {
    match error.kind() {
        ErrorKind::UnexpectedEof => Broken("it is cut short; fetch the dump again".to_owned()),
        ErrorKind::Unsupported => Broken(error.to_string()),
        _ => Broken(format!("it is damaged ({error}); fetch the dump again")),
    }
}
