//! What server and browser of Knooppunt share. Knows nobody: the server lends the desk, the words and the status line.

pub mod assets;
pub mod desk;
pub mod model;
pub mod words;
