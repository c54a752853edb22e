-- Browsing all orders with a filter, newest first. The indexes have the expressions of storage/OrderSelection.
-- The first page, 1,000,000 orders, warm cache, before and after: 20 orders of one city, the oldest, 5,700 and 8 ms; no
-- such city 5,200 and 4; 20 of one service 1,300 and 6; 20 with warnings 1,430 and 6. The indexes take 7, 7 and 0 MB.
-- Currency and amount need none: with the right estimates the server reads payments once, 120 to 170 ms.
create index deliveries_city on deliveries (left(lower(city), 128) collate "C");
create index orders_delivery_service on orders (left(lower(delivery_service), 128) collate "C");
create index orders_with_warnings on orders (stored_at, order_uid) where json_array_length(warnings) > 0;

-- Amounts have a long tail: with the usual 100 steps the planner takes a rare one for a hundred times more frequent.
alter table payments alter column amount set statistics 500;

-- Else the planner would guess until the next autovacuum.
analyze orders, deliveries, payments;
