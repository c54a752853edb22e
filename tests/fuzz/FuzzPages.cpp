// Whatever an order, a dead letter or an address says, the page has the markup of the same page with harmless texts,
// and each text stands in it as what it is. Input: a byte for the page, a byte for numbers and language, then texts,
// one a line.

#include "http/pages/OrderPage.h"
#include "http/pages/PageRoutes.h"
#include "support/InMemoryOrderReader.h"

#include <cstdio>
#include <cstdlib>

using namespace orderdesk;

namespace {

using Texts = std::vector<std::string>;
using Data = PageRenderer::Data;

void require(bool condition, const char* what, const QByteArray& page)
{
    if (!condition) {
        std::fputs(what, stderr);
        std::fwrite(page.constData(), 1, static_cast<std::size_t>(page.size()), stderr);
        std::abort();
    }
}

/// The texts of the input in turn, as often as they are asked for.
class Source final
{
public:
    explicit Source(Texts texts)
        : m_texts(std::move(texts))
    {
    }

    const std::string& text() { return m_texts[m_next++ % m_texts.size()]; }
    std::int64_t number(std::int64_t most)
    {
        const std::string& digits = text();
        return static_cast<std::int64_t>(digits.size() * 1'000'003) % most;
    }

private:
    Texts m_texts;
    std::size_t m_next = 0;
};

Order orderOf(Source& source, int items)
{
    Order order;
    for (std::string* text : {&order.orderUid,
                              &order.trackNumber,
                              &order.entry,
                              &order.delivery.name,
                              &order.delivery.phone,
                              &order.delivery.zip,
                              &order.delivery.city,
                              &order.delivery.address,
                              &order.delivery.region,
                              &order.delivery.email,
                              &order.payment.transaction,
                              &order.payment.requestId,
                              &order.payment.currency,
                              &order.payment.provider,
                              &order.payment.bank,
                              &order.locale,
                              &order.internalSignature,
                              &order.customerId,
                              &order.deliveryService,
                              &order.shardkey,
                              &order.oofShard}) {
        *text = source.text();
    }
    order.payment.amount = source.number(1'000'000'000'000);
    order.payment.paymentDt = source.number(300'000'000'000);
    for (int i = 0; i < items; ++i) {
        Item item;
        for (std::string* text : {&item.trackNumber, &item.rid, &item.name, &item.size, &item.brand}) {
            *text = source.text();
        }
        item.price = source.number(1'000'000'000'000);
        order.items.push_back(std::move(item));
    }
    return order;
}

Violations violationsOf(Source& source, int count)
{
    Violations violations;
    for (int i = 0; i < count; ++i) {
        violations.push_back({source.text(), source.text(), source.text(), Severity::Warning});
    }
    return violations;
}

PageRenderer& renderer()
{
    static PageRenderer instance;
    return instance;
}

QByteArray orderPage(const Texts& texts, int numbers, PageLanguage language)
{
    Source source(texts);
    StoredOrder stored;
    stored.warnings = violationsOf(source, numbers % 3);
    stored.position.topic = QString::fromStdString(source.text());
    const Order order = orderOf(source, numbers % 5);
    const FoundOrder found{std::make_shared<const StoredOrder>(stored), AnswerSource::Cache};
    return renderer().render("order", orderPageData(order, found, language), language);
}

QByteArray indexPage(const Texts& texts, int numbers, PageLanguage language)
{
    Source source(texts);
    Data orders{Data::type::list};
    for (int i = 0; i <= numbers % 4; ++i) {
        orders.push_back(latestOrderData(summarize(orderOf(source, 1)), language));
    }
    Data data;
    data.set("title", source.text());
    data.set("orders", orders);
    data.set("has_orders", true);
    data.set("wide_lookup", true);
    return renderer().render("index", std::move(data), language);
}

QByteArray errorPage(const Texts& texts, int numbers, PageLanguage language)
{
    Source source(texts);
    Data list{Data::type::list};
    for (int i = 0; i <= numbers % 3; ++i) {
        DeadLetter deadLetter;
        deadLetter.message.position.topic = QString::fromStdString(source.text());
        deadLetter.violations = violationsOf(source, 2);
        list.push_back(deadLetterData(deadLetter));
    }
    Data data;
    data.set("title", source.text());
    data.set("explanation", source.text());
    data.set("order_uid", source.text());
    data.set("dead_letters", list);
    data.set("has_dead_letters", true);
    return renderer().render("error", std::move(data), language);
}

/// The page of an address, over a store without orders.
HttpReply view(const std::string& argument, PageLanguage language)
{
    static LookupContext context(1024);
    static OrderLookup lookup(context,
                              std::make_unique<test::InMemoryOrderReader>(std::make_shared<test::InMemoryOrders>()));
    static PageRoutes routes(lookup, renderer());
    HttpRequest request;
    request.query = "order_uid=" + QByteArray::fromStdString(argument).toPercentEncoding();
    request.acceptLanguage = language == PageLanguage::Russian ? "ru" : "en";
    return routes.view(request);
}

void compare(const QByteArray& page, const QByteArray& harmless)
{
    for (const char mark : {'<', '>', '"', '\''}) {
        require(page.count(mark) == harmless.count(mark), "a text became markup\n", page);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 3) {
        return 0;
    }
    const int numbers = data[1] >> 1;
    const PageLanguage language = (data[1] & 1) != 0 ? PageLanguage::Russian : PageLanguage::English;
    Texts texts(1);
    for (std::size_t i = 2; i < size; ++i) {
        if (data[i] == '\n') {
            texts.emplace_back();
        } else {
            texts.back() += static_cast<char>(data[i]);
        }
    }
    if (data[0] % 4 == 3) {
        const HttpReply reply = view(texts.front(), language);
        require(static_cast<int>(reply.status) == 400 || static_cast<int>(reply.status) == 404, "it was found\n",
                reply.body);
        if (reply.status == HttpStatus::BadRequest) {
            compare(reply.body, view({}, language).body);
        }
        return 0;
    }
    Texts harmless = texts;
    for (std::string& text : harmless) {
        text.assign(text.size(), 'a');
    }
    const auto page = data[0] % 4 == 0 ? orderPage : data[0] % 4 == 1 ? indexPage : errorPage;
    const QByteArray rendered = page(texts, numbers, language);
    compare(rendered, page(harmless, numbers, language));
    // The error page asks for ten texts and more, in turn, and leaves out only the codes of violations: each of up to
    // four texts is in it, as itself and not as a template.
    if (data[0] % 4 == 2 && texts.size() <= 4) {
        for (const std::string& text : texts) {
            require(rendered.contains(QByteArray::fromStdString(kainjow::mustache::html_escape(text))),
                    "a text is not shown as it is\n", rendered);
        }
    }
    return 0;
}
