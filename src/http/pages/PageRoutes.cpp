#include "http/pages/PageRoutes.h"

#include "domain/OrderRules.h"
#include "http/pages/OrderPage.h"
#include "http/pages/PageTexts.h"
#include "http/routes/Replies.h"

namespace orderdesk {

namespace {

using Data = PageRenderer::Data;

std::string text(const char* key, PageLanguage language)
{
    return std::string(pageText(key, language));
}

Data errorData(const std::string& title, const std::string& explanation)
{
    Data data;
    data.set("title", title);
    data.set("explanation", explanation);
    return data;
}

} // namespace

void PageRoutes::addTo(RouteTable& table)
{
    table.add({"GET", "/", Route::Access::Read, [this](const HttpRequest& r) { return index(r); }});
    table.add(
        {"GET", "/view", Route::Access::Read, [this](const HttpRequest& r) { return view(r); }, 0, {"order_uid"}});
    table.add({"GET", "/problems/<arg>", Route::Access::Open, [this](const HttpRequest& r) { return problem(r); }});
}

HttpReply PageRoutes::index(const HttpRequest& request)
{
    const PageLanguage language = preferredLanguage(request.acceptLanguage);
    const auto latest = m_lookup.latest(latestOrders);
    Data orders{Data::type::list};
    if (latest) {
        for (const OrderSummary& order : *latest)
            orders.push_back(latestOrderData(order, language));
    }
    Data data;
    data.set("title", text("find_title", language));
    data.set("orders", orders);
    data.set("has_orders", latest && !latest->empty());
    data.set("has_none", latest && latest->empty());
    data.set("is_away", !latest);
    data.set("wide_lookup", true);
    return htmlReply(HttpStatus::Ok, m_renderer.render("index", std::move(data), language));
}

HttpReply PageRoutes::view(const HttpRequest& request)
{
    const PageLanguage language = preferredLanguage(request.acceptLanguage);
    const QByteArray orderUid = request.queryValue("order_uid").value_or(QString()).trimmed().toUtf8();
    const std::string_view asked(orderUid.constData(), static_cast<std::size_t>(orderUid.size()));
    if (!isOrderUid(asked)) {
        Data data = errorData(text("error_malformed", language), text("error_malformed_hint", language));
        // Given back for mending: the template escapes it.
        data.set("order_uid", orderUid.left(256).toStdString());
        return htmlReply(problemText(Problem::MalformedOrderUid).status,
                         m_renderer.render("error", std::move(data), language));
    }
    const auto found = m_lookup.order(asked);
    if (!found)
        return found.error().code == ErrorCode::NotFound ? missingOrder(orderUid, language)
                                                         : failure(found.error(), orderUid, language);
    const DecodeResult decoded = m_decoder.decode(found->order->document, currentTimestamp());
    if (!decoded.order)
        return error(Problem::InternalError, request);
    return htmlReply(HttpStatus::Ok,
                     m_renderer.render("order", orderPageData(*decoded.order, *found, language), language));
}

/// Not stored; perhaps it came and was refused, which is what the person wants to know.
HttpReply PageRoutes::missingOrder(const QByteArray& orderUid, PageLanguage language)
{
    Data data = errorData(text("missing_title", language),
                          text("error_found_nothing", language) + " " + text("error_on_its_way", language));
    data.set("order_uid", orderUid.toStdString());
    const auto trace =
        m_lookup.trace(std::string_view(orderUid.constData(), static_cast<std::size_t>(orderUid.size())));
    if (trace && !trace->deadLetters.empty()) {
        Data deadLetters{Data::type::list};
        for (const DeadLetter& deadLetter : trace->deadLetters)
            deadLetters.push_back(deadLetterData(deadLetter));
        data.set("dead_letters", deadLetters);
        data.set("has_dead_letters", true);
    }
    return htmlReply(problemText(Problem::OrderNotFound).status, m_renderer.render("error", std::move(data), language));
}

HttpReply PageRoutes::failure(const Error& error, const QByteArray& orderUid, PageLanguage language)
{
    const Problem problem = problemOf(error.code, Problem::OrderNotFound);
    const bool isAway = problem == Problem::DatabaseAway;
    Data data = isAway ? errorData(text("error_away", language), text("error_away_hint", language))
                       : errorData(problemText(problem).title, problemText(problem).explanation);
    data.set("order_uid", orderUid.toStdString());
    HttpReply reply = htmlReply(problemText(problem).status, m_renderer.render("error", std::move(data), language));
    addProblemHeaders(reply, problem);
    return reply;
}

HttpReply PageRoutes::problem(const HttpRequest& request)
{
    const ProblemText* const found = findProblem(request.argument);
    if (!found)
        return error(Problem::RouteNotFound, request);
    const PageLanguage language = preferredLanguage(request.acceptLanguage);
    return htmlReply(HttpStatus::Ok, errorPage(found->problem, language));
}

HttpReply PageRoutes::error(Problem problem, const HttpRequest& request)
{
    HttpReply reply =
        htmlReply(problemText(problem).status, errorPage(problem, preferredLanguage(request.acceptLanguage)));
    addProblemHeaders(reply, problem);
    return reply;
}

QByteArray PageRoutes::errorPage(Problem problem, PageLanguage language)
{
    return m_renderer.render("error", errorData(problemText(problem).title, problemText(problem).explanation),
                             language);
}

} // namespace orderdesk
