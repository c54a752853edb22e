#include "http/pages/PageTexts.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

constexpr std::array texts{
    PageText{"lang", "en", "ru"},
    PageText{"tagline", "Every order of the topic, and what became of it", "Все заказы топика и их судьба"},
    PageText{"skip", "Skip to the content", "К содержанию"},
    PageText{"find_title", "Find an order", "Найти заказ"},
    PageText{"find_hint", "The number as the customer has it: letters, digits and . _ ~ -",
             "Номер, как его знает клиент: латинские буквы, цифры и . _ ~ -"},
    PageText{"order_number", "Order number", "Номер заказа"},
    PageText{"show", "Show", "Показать"},
    PageText{"latest_title", "Latest orders", "Последние заказы"},
    PageText{"column_order", "Order", "Заказ"},
    PageText{"column_track", "Track number", "Трек-номер"},
    PageText{"column_city", "City", "Город"},
    PageText{"column_items", "Items", "Позиции"},
    PageText{"column_amount", "Amount", "Сумма"},
    PageText{"column_stored", "Stored", "Записан"},
    PageText{"column_state", "State", "Состояние"},
    PageText{"state_checked", "checked", "проверен"},
    PageText{"state_warnings", "warnings", "замечания"},
    PageText{"empty_title", "No order has come yet", "Заказов пока нет"},
    PageText{"empty_hint", "Send one to the topic, for example the sample of the repository:",
             "Отправьте заказ в топик, например образец из репозитория:"},
    PageText{"empty_or", "or with Kafka's own producer:", "или утилитой самой Kafka:"},
    PageText{"empty_then", "Then load this page again.", "Затем обновите эту страницу."},
    PageText{"order_title", "Order", "Заказ"},
    PageText{"revision", "Revision", "Ревизия"},
    PageText{"no_warnings", "All checks passed", "Все проверки пройдены"},
    PageText{"warnings_title", "Warnings", "Замечания"},
    PageText{"warnings_hint", "The order was accepted; these things about it are unusual.",
             "Заказ принят, но в нём есть необычное."},
    PageText{"section_items", "Items", "Позиции"},
    PageText{"section_payment", "Payment", "Оплата"},
    PageText{"section_delivery", "Delivery", "Доставка"},
    PageText{"section_order", "Order", "Заказ"},
    PageText{"section_place", "Where it is", "Где он"},
    PageText{"item_name", "Name", "Название"},
    PageText{"item_brand", "Brand", "Бренд"},
    PageText{"item_size", "Size", "Размер"},
    PageText{"item_price", "Price", "Цена"},
    PageText{"item_sale", "Discount", "Скидка"},
    PageText{"item_total", "Total", "Итого"},
    PageText{"item_status", "Status", "Статус"},
    PageText{"item_article", "Article", "Артикул"},
    PageText{"goods_total", "Goods", "Товары"},
    PageText{"delivery_cost", "Delivery", "Доставка"},
    PageText{"custom_fee", "Customs fee", "Таможенный сбор"},
    PageText{"amount", "Amount", "Сумма"},
    PageText{"sum_right", "The parts add up", "Сумма сходится"},
    PageText{"sum_wrong", "The parts add up to", "Части дают в сумме"},
    PageText{"paid_at", "Paid", "Оплачен"},
    PageText{"provider", "Provider", "Платёжная система"},
    PageText{"bank", "Bank", "Банк"},
    PageText{"transaction", "Transaction", "Транзакция"},
    PageText{"request_id", "Request", "Запрос"},
    PageText{"recipient", "Recipient", "Получатель"},
    PageText{"phone", "Phone", "Телефон"},
    PageText{"email", "E-mail", "Эл. почта"},
    PageText{"address", "Address", "Адрес"},
    PageText{"city", "City", "Город"},
    PageText{"region", "Region", "Регион"},
    PageText{"zip", "Postal code", "Индекс"},
    PageText{"service", "Service", "Служба"},
    PageText{"track_number", "Track number", "Трек-номер"},
    PageText{"customer", "Customer", "Клиент"},
    PageText{"created", "Created", "Создан"},
    PageText{"entry", "Entry", "Вход"},
    PageText{"locale", "Locale", "Локаль"},
    PageText{"signature", "Internal signature", "Внутренняя подпись"},
    PageText{"shardkey", "Shard key", "Ключ шарда"},
    PageText{"sm_id", "sm_id", "sm_id"},
    PageText{"oof_shard", "oof_shard", "oof_shard"},
    PageText{"kafka_topic", "Kafka topic", "Топик Kafka"},
    PageText{"kafka_partition", "Partition", "Партиция"},
    PageText{"kafka_offset", "Offset", "Смещение"},
    PageText{"kafka_time", "Sent", "Отправлен"},
    PageText{"stored_at", "Stored", "Записан"},
    PageText{"source", "Answered from", "Ответ из"},
    PageText{"source_cache", "memory", "памяти"},
    PageText{"source_database", "the database", "базы данных"},
    PageText{"as_json", "JSON", "JSON"},
    PageText{"as_trace", "Trace", "Путь"},
    PageText{"none", "none", "нет"},
    PageText{"refused_title", "A message with this number was refused", "Сообщение с этим номером отклонено"},
    PageText{"refused_hint", "It could not become an order and is kept as a dead letter.",
             "Оно не стало заказом и хранится среди отклонённых."},
    PageText{"error_found_nothing", "No order of this number is stored.", "Заказа с таким номером нет."},
    PageText{"error_on_its_way", "If it was sent a moment ago, load this page again.",
             "Если он отправлен только что, обновите страницу."},
    PageText{"error_malformed", "This is not an order number", "Это не номер заказа"},
    PageText{"error_malformed_hint", "An order number has 1 to 128 letters A-Z a-z, digits, and . _ ~ -",
             "Номер заказа — от 1 до 128 латинских букв, цифр и знаков . _ ~ -"},
    PageText{"error_away", "The database is away", "База данных недоступна"},
    PageText{
        "error_away_hint",
        "This order is not in memory, and the database cannot be asked now. Orderdesk reconnects by itself: load "
        "this page again in a moment.",
        "Этого заказа нет в памяти, а база сейчас недоступна. Orderdesk переподключится сам: обновите страницу чуть "
        "позже."},
    PageText{
        "index_away_hint",
        "The latest orders cannot be read now. Orders that are in memory can still be found by their number. Orderdesk "
        "reconnects by itself.",
        "Последние заказы сейчас не прочитать, но заказы в памяти можно найти по номеру. Orderdesk переподключится "
        "сам."},
    PageText{"home", "All orders", "Все заказы"},
    PageText{"missing_title", "There is no such order", "Такого заказа нет"},
};

} // namespace

PageTextRange pageTexts()
{
    return {texts.data(), texts.data() + texts.size()};
}

std::string_view pageText(std::string_view key, PageLanguage language)
{
    const auto* found =
        std::find_if(texts.begin(), texts.end(), [key](const PageText& text) { return key == text.key; });
    return found == texts.end() ? key : std::string_view(found->in(language));
}

} // namespace orderdesk
