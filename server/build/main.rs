//! What is put into the binary when it is built.

mod assets;
mod content;

fn main() -> std::io::Result<()> {
    content::embed()?;
    assets::embed()
}
