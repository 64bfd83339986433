//! What is put into the binary when it is built.

mod content;

fn main() -> std::io::Result<()> {
    content::embed()
}
