//! The ids of a row, for whoever looks a call up: names without meaning.

use super::table::Cell;
use crate::Guid;

/// Conference, dialog and document of a row that is one call; rows of several calls have none.
pub(super) struct RowIds(pub(super) Option<[Guid; 3]>);

impl RowIds {
    pub(super) fn conference(&self) -> Cell {
        self.cell(|[conference, _, _]| conference)
    }

    pub(super) fn dialog(&self) -> Cell {
        self.cell(|[_, dialog, _]| dialog)
    }

    pub(super) fn document(&self) -> Cell {
        self.cell(|[_, _, document]| document)
    }

    fn cell(&self, which: impl FnOnce(&[Guid; 3]) -> &Guid) -> Cell {
        let ids = self.0.as_ref();
        ids.map_or(Cell::Empty, |ids| Cell::text(which(ids).as_str()))
    }
}
