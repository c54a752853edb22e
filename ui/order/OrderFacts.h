#pragma once

#include "domain/Order.h"
#include "lookup/OrderLookup.h"
#include "ui/widgets/FactList.h"

namespace orderdesk {

/// The trace names so many warnings; a longer list is the detail's.
inline constexpr qsizetype mostWarningsInTrace = 5;
/// Where the order is, step by step: in Kafka, valid, stored, served from, dead letters.
QList<Fact> traceFacts(const OrderTrace& trace);
QList<Fact> orderFacts(const Order& order);
QList<Fact> paymentFacts(const Order& order);
/// The sums of the payment, each with what it should be; a difference is named.
QList<Fact> paymentCheckFacts(const Order& order);
QList<Fact> deliveryFacts(const Delivery& delivery);
/// As on an envelope: name, address, zip and city, region, a line each.
QString addressText(const Delivery& delivery);
BadgeContent storedState(const OrderTrace& trace);

} // namespace orderdesk
