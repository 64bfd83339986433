//! A day as rows of times and columns of rooms. Sessions of one room that overlap share a cell.

use jiff::Timestamp;

use crate::model::conference::{Programme, Session};

pub struct Grid<'a> {
    /// The rooms that are used, in the order of the programme.
    pub rooms: Vec<&'a str>,
    pub rows: Vec<Row<'a>>,
}

pub struct Row<'a> {
    pub start: Timestamp,
    /// One per room that has no cell from above reaching into this row.
    pub cells: Vec<Cell<'a>>,
}

pub enum Cell<'a> {
    Empty,
    /// Sessions, over so many rows.
    Sessions(Vec<&'a Session>, usize),
}

/// Sessions of a room, from the start of the first until all have ended.
struct Block<'a> {
    start: Timestamp,
    end: Timestamp,
    sessions: Vec<&'a Session>,
}

impl<'a> Grid<'a> {
    /// `sessions` are of one day, in the order of their start.
    pub fn of(programme: &'a Programme, sessions: &[&'a Session]) -> Grid<'a> {
        let used = |name: &str| sessions.iter().any(|session| session.room == name);
        let rooms: Vec<&str> =
            programme.rooms.iter().map(|room| room.name.as_str()).filter(|name| used(name)).collect();
        let blocks: Vec<Vec<Block>> = rooms.iter().map(|room| blocks(room, sessions)).collect();
        let mut starts: Vec<Timestamp> = blocks.iter().flatten().map(|block| block.start).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut waiting: Vec<_> = blocks.into_iter().map(|blocks| blocks.into_iter().peekable()).collect();
        let mut busy_until: Vec<Option<Timestamp>> = vec![None; rooms.len()];
        let rows = starts.iter().map(|start| {
            let mut cells = Vec::new();
            for (blocks, busy) in waiting.iter_mut().zip(&mut busy_until) {
                if let Some(block) = blocks.next_if(|block| block.start == *start) {
                    let rows = starts.iter().filter(|other| **other >= *start && **other < block.end).count().max(1);
                    *busy = Some(block.end);
                    cells.push(Cell::Sessions(block.sessions, rows));
                } else if busy.is_none_or(|end| end <= *start) {
                    cells.push(Cell::Empty);
                }
            }
            Row { start: *start, cells }
        });
        Grid { rows: rows.collect(), rooms }
    }
}

fn blocks<'a>(room: &str, sessions: &[&'a Session]) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block> = Vec::new();
    for session in sessions.iter().filter(|session| session.room == room) {
        match blocks.last_mut().filter(|block| session.start < block.end || session.start == block.start) {
            Some(block) => {
                block.end = block.end.max(session.end());
                block.sessions.push(session);
            }
            None => blocks.push(Block { start: session.start, end: session.end(), sessions: vec![session] }),
        }
    }
    blocks
}
