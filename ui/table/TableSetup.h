#pragma once

class QTableView;

namespace orderdesk {

/// The one look and behaviour of the tables: whole rows, no grid, even row height, badges, keyboard with Tab leaving
/// the table.
void setUpTable(QTableView* view);

} // namespace orderdesk
