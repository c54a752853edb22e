#pragma once

class QTableView;

namespace orderdesk {

/// The one look and behaviour of the tables: whole rows, no grid, badges, keyboard with Tab leaving the table, and rows
/// that are all as high as a line of the font of the moment and `padding` pixels more.
void setUpTable(QTableView* view, int padding = 16);

} // namespace orderdesk
