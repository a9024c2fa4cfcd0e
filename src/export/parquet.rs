//! The tables as Parquet, for programs that read by columns. Built with the feature `parquet`.

use super::tables::{self, Table};
use super::{Format, Writer};
use crate::catalogue::Volume;
use std::io::{self, Write};

const READERS: &str = "DuckDB, pandas, Spark";
const MEDIA: &str = "application/vnd.apache.parquet";

pub const PAPERS: Format = Format {
    name: "papers-parquet",
    title: "a table of papers, by columns",
    readers: READERS,
    extensions: &["papers.parquet", "parquet"],
    media_type: MEDIA,
    write: Writer::Volumes(|volumes, out| write(tables::papers, volumes, out)),
};

pub const AUTHORSHIPS: Format = Format {
    name: "authorships-parquet",
    title: "a table of authors, by columns",
    readers: READERS,
    extensions: &["authorships.parquet"],
    media_type: MEDIA,
    write: Writer::Volumes(|volumes, out| write(tables::authorships, volumes, out)),
};

pub const SEATS: Format = Format {
    name: "seats-parquet",
    title: "a table of committees, by columns",
    readers: READERS,
    extensions: &["seats.parquet"],
    media_type: MEDIA,
    write: Writer::Volumes(|volumes, out| write(tables::seats, volumes, out)),
};

#[cfg(not(feature = "parquet"))]
fn write(_: fn(&[Volume]) -> Table, _: &[Volume], _: &mut dyn Write) -> io::Result<()> {
    let message = "this build has no Parquet; `cargo install --path . --features parquet` gives one that has, and the same tables are \
                   there as CSV";
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}

#[cfg(feature = "parquet")]
fn write(table: fn(&[Volume]) -> Table, volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&columns(&table(volumes)).map_err(io::Error::other)?)
}

/// One group of rows, uncompressed.
#[cfg(feature = "parquet")]
fn columns(table: &Table) -> Result<Vec<u8>, parquet::errors::ParquetError> {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use std::sync::Arc;
    use tables::Column;

    let fields = table.columns.iter().map(|(name, column)| match column {
        Column::Text(_) => format!("optional binary {name} (UTF8);"),
        Column::Number(_) => format!("optional int64 {name};"),
    });
    let schema = parquet::schema::parser::parse_message_type(&format!("message table {{ {} }}", fields.collect::<String>()))?;
    let properties = WriterProperties::builder().set_created_by("frontis".to_owned()).build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut rows = file.next_row_group()?;
    for (_, column) in &table.columns {
        let Some(mut writer) = rows.next_column()? else { break };
        match column {
            Column::Text(values) => {
                let texts: Vec<ByteArray> = values.iter().flatten().map(|text| ByteArray::from(text.as_str())).collect();
                writer.typed::<ByteArrayType>().write_batch(&texts, Some(&present(values)), None)?;
            }
            Column::Number(values) => {
                let numbers: Vec<i64> = values.iter().flatten().copied().collect();
                writer.typed::<Int64Type>().write_batch(&numbers, Some(&present(values)), None)?;
            }
        }
        writer.close()?;
    }
    rows.close()?;
    file.into_inner()
}

/// Which rows have a value.
#[cfg(feature = "parquet")]
fn present<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}
