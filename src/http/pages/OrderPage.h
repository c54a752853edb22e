#pragma once

#include "domain/Order.h"
#include "http/pages/PageRenderer.h"
#include "lookup/OrderLookup.h"

namespace orderdesk {

/// What the templates show, made from values of the domain: every text formatted, none escaped (the renderer does).
PageRenderer::Data orderPageData(const Order& order, const FoundOrder& found, PageLanguage language);
PageRenderer::Data latestOrderData(const OrderSummary& order, PageLanguage language);
PageRenderer::Data deadLetterData(const DeadLetter& deadLetter);

} // namespace orderdesk
