<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Orderdesk</source>
        <translation>О программе Orderdesk</translation>
    </message>
    <message>
        <source>Orderdesk takes orders from Kafka, checks them, keeps them in PostgreSQL and shows them.</source>
        <translation>Orderdesk принимает заказы из Kafka, проверяет их, хранит в PostgreSQL и показывает.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Скопировать версии</translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Read again from the newest order (F5)</source>
        <translation>Прочитать заново с самого нового заказа (F5)</translation>
    </message>
    <message>
        <source>F5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored orders</source>
        <translation>Сохранённые заказы</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>No orders are stored yet</source>
        <translation>Сохранённых заказов пока нет</translation>
    </message>
    <message>
        <source>Orders are kept here as soon as they have come in from Kafka; the page Live shows them coming.</source>
        <translation>Заказы появляются здесь, как только придут из Kafka; страница «Поток» показывает, как они приходят.</translation>
    </message>
    <message>
        <source>No stored order matches</source>
        <translation>Ни один сохранённый заказ не подходит</translation>
    </message>
    <message>
        <source>All conditions must hold. Remove one, or change it: a text must be the whole phone, e-mail, name or customer, or the beginning of an order or track number.</source>
        <translation>Выполняться должны все условия. Уберите или измените одно из них: текст — это телефон, почта, имя или клиент целиком либо начало номера заказа или трека.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>The orders could not be read</source>
        <translation>Заказы не удалось прочитать</translation>
    </message>
</context>
<context>
    <name>DeadLetterDetail</name>
    <message>
        <source>Dead letter</source>
        <translation>Отклонённое сообщение</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Copy order number</source>
        <translation>Скопировать номер заказа</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Закрыть (Esc)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Why it was refused</source>
        <translation>Почему отклонено</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>Откуда пришло</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Заголовки</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Indented</source>
        <translation>С отступами</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Скопировать текст</translation>
    </message>
    <message>
        <source>Message as text</source>
        <translation>Сообщение как текст</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Байты</translation>
    </message>
    <message>
        <source>Message as bytes</source>
        <translation>Сообщение как байты</translation>
    </message>
    <message>
        <source>&amp;Redrive…</source>
        <translation>Отправить &amp;снова…</translation>
    </message>
    <message>
        <source>Send this message to the orders topic again</source>
        <translation>Отправить это сообщение в топик заказов ещё раз</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Удалить…</translation>
    </message>
    <message>
        <source>Delete this dead letter for good</source>
        <translation>Удалить это отклонённое сообщение навсегда</translation>
    </message>
</context>
<context>
    <name>DeadLettersPage</name>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Read the list again (F5)</source>
        <translation>Прочитать список заново (F5)</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Отклонённые</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Отклонённых сообщений нет</translation>
    </message>
    <message>
        <source>Messages that break a rule are kept here whole, with every reason, until they are sent again or discarded.</source>
        <translation>Сообщения, нарушающие правила, хранятся здесь целиком и со всеми причинами, пока их не отправят снова или не удалят.</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>unknown</source>
        <translation>неизвестно</translation>
    </message>
    <message numerus="yes">
        <source>in %n second(s)</source>
        <translation>
            <numerusform>через %n секунду</numerusform>
            <numerusform>через %n секунды</numerusform>
            <numerusform>через %n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) ago</source>
        <translation>
            <numerusform>%n секунду назад</numerusform>
            <numerusform>%n секунды назад</numerusform>
            <numerusform>%n секунд назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minute(s)</source>
        <translation>
            <numerusform>через %n минуту</numerusform>
            <numerusform>через %n минуты</numerusform>
            <numerusform>через %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n минуту назад</numerusform>
            <numerusform>%n минуты назад</numerusform>
            <numerusform>%n минут назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hour(s)</source>
        <translation>
            <numerusform>через %n час</numerusform>
            <numerusform>через %n часа</numerusform>
            <numerusform>через %n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n час назад</numerusform>
            <numerusform>%n часа назад</numerusform>
            <numerusform>%n часов назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>через %n день</numerusform>
            <numerusform>через %n дня</numerusform>
            <numerusform>через %n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n день назад</numerusform>
            <numerusform>%n дня назад</numerusform>
            <numerusform>%n дней назад</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventState</name>
    <message>
        <source>New</source>
        <translation>Новый</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Устарел</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Отклонено</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n предупреждение</numerusform>
            <numerusform>%n предупреждения</numerusform>
            <numerusform>%n предупреждений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Формат</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets</source>
        <translation>CSV, для таблиц</translation>
    </message>
    <message>
        <source>JSON, one array</source>
        <translation>JSON, один массив</translation>
    </message>
    <message>
        <source>NDJSON, one object a line</source>
        <translation>NDJSON, объект на строку</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Выбрать…</translation>
    </message>
    <message>
        <source>Start with a byte order mark, as Excel wants it</source>
        <translation>Начать с метки порядка байтов, как нужно Excel</translation>
    </message>
    <message>
        <source>Include personal data</source>
        <translation>Включить личные данные</translation>
    </message>
    <message>
        <source>Names, phones, e-mail addresses, addresses and customers as they are. Without it they are masked.</source>
        <translation>Имена, телефоны, почта, адреса и клиенты как есть. Без этого они скрыты.</translation>
    </message>
    <message>
        <source>This is asked anew each time and not remembered.</source>
        <translation>Спрашивается каждый раз заново и не запоминается.</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Ход экспорта</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>&amp;Экспорт</translation>
    </message>
</context>
<context>
    <name>ExportPlan</name>
    <message>
        <source>Live orders as they are filtered</source>
        <translation>Заказы потока, с учётом фильтра</translation>
    </message>
    <message>
        <source>Orders found</source>
        <translation>Найденные заказы</translation>
    </message>
    <message>
        <source>All stored orders that match the filter</source>
        <translation>Все сохранённые заказы, подходящие под фильтр</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Enter keeps it as a condition. A condition can be typed too: city:Oslo, amount:100..500, date:yesterday, state:new, warnings, currency:USD, service:dhl</source>
        <translation>Enter сохраняет текст как условие. Условие можно и набрать: city:Oslo, amount:100..500, date:yesterday, state:new, warnings, currency:USD, service:dhl</translation>
    </message>
    <message>
        <source>Add filter</source>
        <translation>Добавить фильтр</translation>
    </message>
    <message>
        <source>Add a condition; all conditions must hold (Down in the box beside)</source>
        <translation>Добавить условие; выполняться должны все (стрелка вниз в соседнем поле)</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Сбросить всё</translation>
    </message>
    <message>
        <source>Remove all conditions (Esc)</source>
        <translation>Убрать все условия (Esc)</translation>
    </message>
</context>
<context>
    <name>FilterCondition</name>
    <message>
        <source>“%1” is not a whole number</source>
        <translation>«%1» — не целое число</translation>
    </message>
    <message>
        <source>no amount is given</source>
        <translation>сумма не указана</translation>
    </message>
    <message>
        <source>%1 is more than %2, so no amount is between them</source>
        <translation>%1 больше, чем %2: между ними нет ни одной суммы</translation>
    </message>
    <message>
        <source>“%1” is not a date: write %2, with or without a time like 13:00</source>
        <translation>«%1» — не дата: пишите %2, со временем вида 13:00 или без него</translation>
    </message>
    <message>
        <source>no date is given</source>
        <translation>дата не указана</translation>
    </message>
    <message>
        <source>%1 is after %2, so nothing is between them</source>
        <translation>%1 позже, чем %2: между ними ничего нет</translation>
    </message>
    <message>
        <source>nothing is given</source>
        <translation>ничего не указано</translation>
    </message>
    <message>
        <source>stored orders are new or updated; look on the Live page</source>
        <translation>сохранённые заказы бывают новыми и обновлёнными; остальное видно в потоке</translation>
    </message>
    <message>
        <source>a currency is three letters, like USD</source>
        <translation>валюта — три буквы, например USD</translation>
    </message>
</context>
<context>
    <name>FilterEditor</name>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;От</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;До</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Применить</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>from %1</source>
        <translation>от %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>от %1 до %2</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>With warnings</source>
        <translation>С предупреждениями</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Delivery service</source>
        <translation>Служба доставки</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новый</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Обновлён</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Устарел</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Отклонённые</translation>
    </message>
    <message>
        <source>From – until</source>
        <translation>От – до</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Последний час</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Последние 7 дней</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>F&amp;ind in the rows shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished">Закрыть (Esc)</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HexDump</name>
    <message>
        <source>… %1 more bytes are not shown</source>
        <translation>… ещё байтов не показано: %1</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Revisions</source>
        <translation>Ревизии</translation>
    </message>
    <message>
        <source>Revisions of this order</source>
        <translation>Ревизии этого заказа</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Что изменилось</translation>
    </message>
</context>
<context>
    <name>JsonView</name>
    <message>
        <source>Indented: easy to read. As stored: what the API answers. As received: the bytes that Kafka keeps.</source>
        <translation>С отступами: удобно читать. Как сохранён: что отвечает API. Как получен: байты, которые хранит Kafka.</translation>
    </message>
    <message>
        <source>How the JSON is shown</source>
        <translation>Как показан JSON</translation>
    </message>
    <message>
        <source>Indented</source>
        <translation>С отступами</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>Как сохранён</translation>
    </message>
    <message>
        <source>Exactly as received</source>
        <translation>Точно как получен</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>Скопировать JSON</translation>
    </message>
    <message>
        <source>Find in the JSON (Ctrl+F)</source>
        <translation>Найти в JSON (Ctrl+F)</translation>
    </message>
    <message>
        <source>Find in the JSON</source>
        <translation>Найти в JSON</translation>
    </message>
    <message>
        <source>Previous place (Shift+F3)</source>
        <translation>Предыдущее место (Shift+F3)</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Предыдущее место</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>Следующее место (F3)</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Следующее место</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить снова</translation>
    </message>
    <message>
        <source>JSON of the order</source>
        <translation>JSON заказа</translation>
    </message>
</context>
<context>
    <name>LiveOrdersPage</name>
    <message>
        <source>Show the newest orders and go on</source>
        <translation>Показать новейшие заказы и продолжить</translation>
    </message>
    <message>
        <source>Hold the view still; ingest goes on (Space)</source>
        <translation>Остановить показ; приём продолжается (пробел)</translation>
    </message>
    <message>
        <source>Live orders</source>
        <translation>Поток заказов</translation>
    </message>
    <message>
        <source>Waiting for orders</source>
        <translation>Ожидание заказов</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Скопировать команду</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Снять отбор</translation>
    </message>
    <message>
        <source>None of the orders that came since the start matches the filter. The page Orders looks in the whole database with the same filter.</source>
        <translation>Из пришедших с момента запуска заказов ни один не подходит под фильтр. Страница «Заказы» ищет с тем же фильтром во всей базе данных.</translation>
    </message>
    <message>
        <source>Look in the whole database</source>
        <translation>Искать во всей базе данных</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Orderdesk</source>
        <translation>Orderdesk</translation>
    </message>
    <message>
        <source>Find an order</source>
        <translation>Поиск заказа</translation>
    </message>
    <message>
        <source>Find an order: number, track number, phone, e-mail, customer, name, transaction, item   (Ctrl+L)</source>
        <translation>Поиск заказа: номер, трек-номер, телефон, e-mail, клиент, имя, транзакция, товар   (Ctrl+L)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Столбцы</translation>
    </message>
    <message>
        <source>&amp;Ingest</source>
        <translation>П&amp;риём</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Выход</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Copy	Ctrl+C</source>
        <translation>&amp;Копировать	Ctrl+C</translation>
    </message>
    <message>
        <source>&amp;Find an order</source>
        <translation>&amp;Найти заказ</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>Back to &amp;live</source>
        <translation>К &amp;потоку</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>&amp;Pause or resume the view	Space</source>
        <translation>П&amp;риостановить или продолжить показ	Пробел</translation>
    </message>
    <message>
        <source>&amp;Reset all columns</source>
        <translation>С&amp;бросить все столбцы</translation>
    </message>
    <message>
        <source>&amp;Pause ingest</source>
        <translation>&amp;Приостановить приём</translation>
    </message>
    <message>
        <source>Messages wait in Kafka until it goes on</source>
        <translation>Сообщения ждут в Kafka, пока приём не продолжится</translation>
    </message>
    <message>
        <source>&amp;About Orderdesk</source>
        <translation>&amp;О программе Orderdesk</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished">Поток</translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation type="unfinished">Приостановить показ</translation>
    </message>
    <message>
        <source>Pause or resume the view (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause ingest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the &amp;rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+F3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation type="unfinished">Как в &amp;системе</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Экспорт…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Hide this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OrderDetail</name>
    <message>
        <source>Order</source>
        <translation>Заказ</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Copy order number</source>
        <translation>Скопировать номер заказа</translation>
    </message>
    <message>
        <source>Open web page</source>
        <translation>Открыть веб-страницу</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Закрыть (Esc)</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Где он</translation>
    </message>
    <message>
        <source>Dead letters of this number</source>
        <translation>Отклонённые с этим номером</translation>
    </message>
    <message>
        <source>Dead letters of this order</source>
        <translation>Отклонённые сообщения этого заказа</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Товары</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Оплата</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Доставка</translation>
    </message>
    <message>
        <source>Previous in the list (Alt+Up)</source>
        <translation>Предыдущий в списке (Alt+Вверх)</translation>
    </message>
    <message>
        <source>Previous in the list</source>
        <translation>Предыдущий в списке</translation>
    </message>
    <message>
        <source>Next in the list (Alt+Down)</source>
        <translation>Следующий в списке (Alt+Вниз)</translation>
    </message>
    <message>
        <source>Next in the list</source>
        <translation>Следующий в списке</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Скопировать адрес</translation>
    </message>
    <message>
        <source>Copy name, address, zip, city and region</source>
        <translation>Скопировать имя, адрес, индекс, город и регион</translation>
    </message>
</context>
<context>
    <name>OrderFacts</name>
    <message>
        <source>too large to add up</source>
        <translation>слишком велики для сложения</translation>
    </message>
    <message>
        <source>%1 more than the parts add up to</source>
        <translation>на %1 больше суммы частей</translation>
    </message>
    <message>
        <source>%1 less than the parts add up to</source>
        <translation>на %1 меньше суммы частей</translation>
    </message>
    <message>
        <source>In Kafka</source>
        <translation>В Kafka</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Отправлено</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>правилам соответствует</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Сохранён</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Ревизия</translation>
    </message>
    <message>
        <source>Answered from</source>
        <translation>Получен из</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>кэша</translation>
    </message>
    <message>
        <source>database</source>
        <translation>базы данных</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Отклонённые</translation>
    </message>
    <message>
        <source>Track number</source>
        <translation>Трек-номер</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Delivery service</source>
        <translation>Служба доставки</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Locale</source>
        <translation>Язык заказа</translation>
    </message>
    <message>
        <source>Internal signature</source>
        <translation>Внутренняя подпись</translation>
    </message>
    <message>
        <source>shardkey / sm_id / oof_shard</source>
        <translation>shardkey / sm_id / oof_shard</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Товары</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Доставка</translation>
    </message>
    <message>
        <source>Custom fee</source>
        <translation>Пошлина</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Оплачен</translation>
    </message>
    <message>
        <source>Provider, bank</source>
        <translation>Провайдер, банк</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Транзакция</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>equals goods + delivery + custom fee</source>
        <translation>равна сумме товаров, доставки и пошлины</translation>
    </message>
    <message>
        <source>equal the items&apos; totals</source>
        <translation>равны сумме по товарам</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Zip</source>
        <translation>Индекс</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>Не сохранён</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Отклонён</translation>
    </message>
    <message>
        <source>Stored, revision %1</source>
        <translation>Сохранён, ревизия %1</translation>
    </message>
    <message numerus="yes">
        <source>valid, with %n warning(s)</source>
        <translation>
            <numerusform>верен, %n предупреждение</numerusform>
            <numerusform>верен, %n предупреждения</numerusform>
            <numerusform>верен, %n предупреждений</numerusform>
        </translation>
    </message>
    <message>
        <source>After sending</source>
        <translation>После отправки</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
    <message>
        <source>not known now</source>
        <translation>сейчас неизвестно</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search again</source>
        <translation>Искать снова</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>К потоку</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Orders found</source>
        <translation>Найденные заказы</translation>
    </message>
    <message>
        <source>Dead letters of this number</source>
        <translation>Отклонённые с этим номером</translation>
    </message>
    <message>
        <source>Dead letters found</source>
        <translation>Найденные отклонённые сообщения</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by words or keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elsewhere in the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>off</source>
        <translation>выключено</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>запускается</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>в порядке</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>с перебоями</translation>
    </message>
    <message>
        <source>down</source>
        <translation>не работает</translation>
    </message>
    <message>
        <source>since %1 (%2)</source>
        <translation>с %1 (%2)</translation>
    </message>
    <message>
        <source>next try %1</source>
        <translation>следующая попытка %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stuck</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViolationsText</name>
    <message>
        <source>whole message</source>
        <translation>всё сообщение</translation>
    </message>
    <message>
        <source>no reason was kept</source>
        <translation>причина не сохранилась</translation>
    </message>
</context>
<context>
    <name>orderdesk::BrowsePage</name>
    <message>
        <source>No more could be read: %1</source>
        <translation>Дальше прочитать не удалось: %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Чтение…</translation>
    </message>
    <message>
        <source>These are all</source>
        <translation>Это все</translation>
    </message>
    <message>
        <source>Too many to count</source>
        <translation>Слишком много, чтобы сосчитать</translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln заказ</numerusform>
            <numerusform>%Ln заказа</numerusform>
            <numerusform>%Ln заказов</numerusform>
        </translation>
    </message>
    <message>
        <source>More than %1 orders</source>
        <translation>Больше %1 заказов</translation>
    </message>
    <message>
        <source>About %1 orders</source>
        <translation>Около %1 заказов</translation>
    </message>
    <message>
        <source>Number, track number, phone, e-mail, customer, name, item</source>
        <translation>Номер, трек, телефон, почта, клиент, имя, товар</translation>
    </message>
    <message>
        <source>Filter all stored orders</source>
        <translation>Фильтр всех сохранённых заказов</translation>
    </message>
</context>
<context>
    <name>orderdesk::ChangesModel</name>
    <message>
        <source>Added</source>
        <translation>Добавлено</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Перемещено</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменено</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>place %1</source>
        <translation>место %1</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Стало</translation>
    </message>
</context>
<context>
    <name>orderdesk::DeadLetterDetail</name>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>(number unreadable)</source>
        <translation>(номер не читается)</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Отклонено</translation>
    </message>
    <message>
        <source>In Kafka</source>
        <translation>В Kafka</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Отправлено</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Отклонено</translation>
    </message>
    <message>
        <source>Redriven</source>
        <translation>Отправлено снова</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>no value (tombstone)</source>
        <translation>значения нет (tombstone)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(пусто)</translation>
    </message>
    <message>
        <source>The whole message could not be read: %1</source>
        <translation>Не удалось прочитать сообщение целиком: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n times, last %1</source>
        <translation>
            <numerusform>%n раз, последний %1</numerusform>
            <numerusform>%n раза, последний %1</numerusform>
            <numerusform>%n раз, последний %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::DeadLettersModel</name>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>(unreadable)</source>
        <translation>(не читается)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>Partition:offset</source>
        <translation>Партиция:смещение</translation>
    </message>
    <message>
        <source>Redriven</source>
        <translation>Повторы</translation>
    </message>
</context>
<context>
    <name>orderdesk::DeadLettersPage</name>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Отклонённых сообщений нет</translation>
    </message>
    <message>
        <source>The dead letters could not be read</source>
        <translation>Не удалось прочитать отклонённые сообщения</translation>
    </message>
    <message>
        <source>Messages that break a rule are kept here whole, with every reason, until they are sent again or discarded.</source>
        <translation>Сообщения, нарушающие правила, хранятся здесь целиком и со всеми причинами, пока их не отправят снова или не удалят.</translation>
    </message>
    <message>
        <source>The newest %1</source>
        <translation>Новейшие: %1</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>Всего: %1</translation>
    </message>
    <message>
        <source>Not up to date: %1</source>
        <translation>Список устарел: %1</translation>
    </message>
</context>
<context>
    <name>orderdesk::DetailPane</name>
    <message>
        <source>it is not among the newest dead letters; look on their own page</source>
        <translation>его нет среди новейших отклонённых сообщений; ищите на их странице</translation>
    </message>
    <message>
        <source>Redrive</source>
        <translation>Отправить снова</translation>
    </message>
    <message>
        <source>Send this message, as it is, to the topic %1 again? If it still breaks a rule it comes back as a new dead letter.</source>
        <translation>Отправить это сообщение без изменений в топик %1 ещё раз? Если оно по-прежнему нарушает правила, оно вернётся как новое отклонённое сообщение.</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Отправлено снова</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>Не отправлено: %1</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Delete this dead letter for good? The message is then kept nowhere but in Kafka.</source>
        <translation>Удалить это отклонённое сообщение навсегда? После этого оно останется только в Kafka.</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Not discarded: %1</source>
        <translation>Не удалено: %1</translation>
    </message>
    <message>
        <source>Previous in the list</source>
        <translation>Предыдущий в списке</translation>
    </message>
    <message>
        <source>Next in the list</source>
        <translation>Следующий в списке</translation>
    </message>
</context>
<context>
    <name>orderdesk::ExportDialog</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln заказ</numerusform>
            <numerusform>%Ln заказа</numerusform>
            <numerusform>%Ln заказов</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Сохранить как</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Выберите файл</translation>
    </message>
    <message>
        <source>This file is there already. Export once more to replace it.</source>
        <translation>Такой файл уже есть. Нажмите «Экспорт» ещё раз, чтобы заменить его.</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Подготовка…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln written so far</source>
        <translation>
            <numerusform>Записан %Ln</numerusform>
            <numerusform>Записано %Ln</numerusform>
            <numerusform>Записано %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled: no file was written</source>
        <translation>Отменено: файл не записан</translation>
    </message>
    <message>
        <source>Nothing was written: %1</source>
        <translation>Ничего не записано: %1</translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln order(s) to %1</source>
        <translation>
            <numerusform>Экспортирован %Ln заказ в %1</numerusform>
            <numerusform>Экспортировано %Ln заказа в %1</numerusform>
            <numerusform>Экспортировано %Ln заказов в %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::FactList</name>
    <message>
        <source>Copy %1</source>
        <translation>Скопировать: %1</translation>
    </message>
</context>
<context>
    <name>orderdesk::FilterBar</name>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>orderdesk::FilterChip</name>
    <message>
        <source>Change this condition (Enter)</source>
        <translation>Изменить условие (Enter)</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>Фильтр %1</translation>
    </message>
    <message>
        <source>Not applied: %1</source>
        <translation>Не применено: %1</translation>
    </message>
    <message>
        <source>Remove this condition (Delete)</source>
        <translation>Убрать условие (Delete)</translation>
    </message>
    <message>
        <source>Remove the filter %1</source>
        <translation>Убрать фильтр %1</translation>
    </message>
</context>
<context>
    <name>orderdesk::FilterEditor</name>
    <message>
        <source>From</source>
        <translation>От</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>До</translation>
    </message>
</context>
<context>
    <name>orderdesk::FindBar</name>
    <message>
        <source>There is no table here to search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found in the rows shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished">%1 из %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, begun anew</source>
        <comment>after the end of the table was passed</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>orderdesk::FoundOrdersModel</name>
    <message>
        <source>revision %1, warnings: %2</source>
        <translation>ревизия %1, предупреждений: %2</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>ревизия %1</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Track number</source>
        <translation>Трек-номер</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Товаров</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Доставка</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Сохранён</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>Partition:offset</source>
        <translation>Раздел:смещение</translation>
    </message>
</context>
<context>
    <name>orderdesk::HistoryView</name>
    <message>
        <source>What changed</source>
        <translation>Что изменилось</translation>
    </message>
    <message>
        <source>The earlier revisions could not be read: %1</source>
        <translation>Прежние ревизии не удалось прочитать: %1</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Поиск…</translation>
    </message>
    <message numerus="yes">
        <source>What revision %1 changed of revision %2: %n difference(s)</source>
        <translation>
            <numerusform>Что ревизия %1 изменила в ревизии %2: %n отличие</numerusform>
            <numerusform>Что ревизия %1 изменила в ревизии %2: %n отличия</numerusform>
            <numerusform>Что ревизия %1 изменила в ревизии %2: %n отличий</numerusform>
        </translation>
    </message>
    <message>
        <source>One of the two documents does not read as JSON.</source>
        <translation>Один из двух документов не читается как JSON.</translation>
    </message>
    <message>
        <source>The members are the same; only the way it is written differs.</source>
        <translation>Поля те же; отличается только запись.</translation>
    </message>
    <message>
        <source>This is the first revision: it replaced nothing.</source>
        <translation>Это первая ревизия: она ничего не заменила.</translation>
    </message>
    <message>
        <source>Revision %1, which this one replaced, is not kept. How many are kept is decided by --keep-revisions.</source>
        <translation>Ревизия %1, которую заменила эта, не хранится. Сколько их хранить, решает --keep-revisions.</translation>
    </message>
</context>
<context>
    <name>orderdesk::ItemsModel</name>
    <message>
        <source>Item</source>
        <translation>Товар</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Бренд</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Цена</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Скидка</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Итого</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>nm_id</source>
        <translation>nm_id</translation>
    </message>
    <message>
        <source>chrt_id</source>
        <translation>chrt_id</translation>
    </message>
    <message>
        <source>rid</source>
        <translation>rid</translation>
    </message>
    <message>
        <source>Track number</source>
        <translation>Трек-номер</translation>
    </message>
</context>
<context>
    <name>orderdesk::JsonView</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Asking Kafka for %1…</source>
        <translation>Запрос к Kafka: %1…</translation>
    </message>
    <message>
        <source>At this place Kafka has another message by now, sent at %1: the topic was made anew. What was received for this order is gone.</source>
        <translation>На этом месте в Kafka теперь другое сообщение, отправленное %1: топик создан заново. Полученного для этого заказа больше нет.</translation>
    </message>
    <message>
        <source>A message without a value (tombstone).</source>
        <translation>Сообщение без значения (tombstone).</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>%1 from %2 · key: %3 · headers: %4</source>
        <translation>%1 из %2 · ключ: %3 · заголовков: %4</translation>
    </message>
    <message>
        <source>The first %1 of %2 are shown; Copy takes all.</source>
        <translation>Показаны первые %1 из %2; копируется всё.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>не найдено</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
</context>
<context>
    <name>orderdesk::LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Язык</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>Как в &amp;системе</translation>
    </message>
    <message>
        <source>Times in &amp;UTC</source>
        <translation>Время по &amp;UTC</translation>
    </message>
    <message>
        <source>Show times in UTC instead of this computer&apos;s zone</source>
        <translation>Показывать время по UTC, а не в часовом поясе этого компьютера</translation>
    </message>
</context>
<context>
    <name>orderdesk::LiveOrdersModel</name>
    <message>
        <source>(unreadable)</source>
        <translation>(не читается)</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Получен</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Товаров</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Доставка</translation>
    </message>
    <message>
        <source>Partition:offset</source>
        <translation>Партиция:смещение</translation>
    </message>
</context>
<context>
    <name>orderdesk::LiveOrdersPage</name>
    <message>
        <source>Command</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation>Приостановить показ</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>Новых: %1</translation>
    </message>
    <message>
        <source>Paused, ingest goes on</source>
        <translation>Показ приостановлен, приём идёт</translation>
    </message>
    <message>
        <source>Held still while you read</source>
        <translation>Стоит, пока вы читаете</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Orders show up here as they come in from Kafka (%1, topic %2). Send one:</source>
        <translation>Заказы появляются здесь по мере поступления из Kafka (%1, топик %2). Отправьте один:</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>Показано: %1</translation>
    </message>
    <message>
        <source>Filter by number, track, customer, city</source>
        <translation>Фильтр по номеру, треку, клиенту, городу</translation>
    </message>
    <message>
        <source>Filter the live orders</source>
        <translation>Фильтр потока заказов</translation>
    </message>
    <message>
        <source>This is a viewer: orders show up here as any instance stores them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>orderdesk::MainWindow</name>
    <message>
        <source>Live</source>
        <translation>Поток</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Отклонённые</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Ingest paused: messages wait in Kafka</source>
        <translation>Приём приостановлен: сообщения ждут в Kafka</translation>
    </message>
    <message>
        <source>Ingest goes on</source>
        <translation>Приём продолжается</translation>
    </message>
    <message>
        <source>Dead letters (%1 new)</source>
        <translation>Отклонённые (новых: %1)</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Заказы</translation>
    </message>
    <message>
        <source>There is nothing to export on this page</source>
        <translation>На этой странице нечего экспортировать</translation>
    </message>
</context>
<context>
    <name>orderdesk::OrderActions</name>
    <message>
        <source>Copy order &amp;number</source>
        <translation>Скопировать &amp;номер заказа</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Copy &amp;JSON</source>
        <translation>Скопировать &amp;JSON</translation>
    </message>
    <message>
        <source>Copy c&amp;url line</source>
        <translation>Скопировать строку &amp;curl</translation>
    </message>
    <message>
        <source>curl line</source>
        <translation>строка curl</translation>
    </message>
    <message>
        <source>Copy page &amp;address</source>
        <translation>Скопировать &amp;адрес страницы</translation>
    </message>
    <message>
        <source>Page address</source>
        <translation>адрес страницы</translation>
    </message>
    <message>
        <source>Open &amp;web page</source>
        <translation>Открыть &amp;веб-страницу</translation>
    </message>
    <message>
        <source>%1 copied</source>
        <translation>Скопировано: %1</translation>
    </message>
    <message>
        <source>Not copied: %1</source>
        <translation>Не скопировано: %1</translation>
    </message>
    <message>
        <source>Not copied: this order is not stored</source>
        <translation>Не скопировано: этот заказ не сохранён</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>No browser could be opened; the address is in the context menu</source>
        <translation>Не удалось открыть браузер; адрес есть в контекстном меню</translation>
    </message>
</context>
<context>
    <name>orderdesk::OrderDetail</name>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>No order of this number is stored, and no dead letter carries it.</source>
        <translation>Заказ с таким номером не сохранён, и среди отклонённых сообщений его нет.</translation>
    </message>
    <message>
        <source>From the cache. The database did not answer (%1), so its dead letters are not known.</source>
        <translation>Из кэша. База данных не ответила (%1), поэтому его отклонённые сообщения неизвестны.</translation>
    </message>
    <message>
        <source>The stored document does not read as an order any more; its JSON is on the second tab.</source>
        <translation>Сохранённый документ больше не читается как заказ; его JSON на второй вкладке.</translation>
    </message>
    <message>
        <source>Items (%1)</source>
        <translation>Товары (%1)</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Поиск…</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Неизвестно</translation>
    </message>
    <message>
        <source>It is not in the cache, and the database did not answer: %1</source>
        <translation>В кэше его нет, а база данных не ответила: %1</translation>
    </message>
    <message>
        <source>Raw JSON</source>
        <translation>Исходный JSON</translation>
    </message>
    <message>
        <source>History (%1)</source>
        <translation>История (%1)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n товар</numerusform>
            <numerusform>%n товара</numerusform>
            <numerusform>%n товаров</numerusform>
        </translation>
    </message>
    <message>
        <source>Total %1</source>
        <translation>Итого %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>place in a list</comment>
        <translation>%1 из %2</translation>
    </message>
</context>
<context>
    <name>orderdesk::RevisionsModel</name>
    <message>
        <source>Current</source>
        <translation>Текущая</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Заменена</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n предупреждение</numerusform>
            <numerusform>%n предупреждения</numerusform>
            <numerusform>%n предупреждений</numerusform>
        </translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Ревизия</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Сохранён</translation>
    </message>
    <message>
        <source>From Kafka</source>
        <translation>Из Kafka</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
</context>
<context>
    <name>orderdesk::SearchPage</name>
    <message>
        <source>“%1” is not stored. It came, and was refused:</source>
        <translation>«%1» не сохранён. Он приходил и был отклонён:</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>По запросу «%1» ничего не найдено</translation>
    </message>
    <message>
        <source>✓ cache: not there</source>
        <translation>✓ кэш: нет</translation>
    </message>
    <message>
        <source>✓ database: not there</source>
        <translation>✓ база данных: нет</translation>
    </message>
    <message>
        <source>✓ dead letters: not there</source>
        <translation>✓ отклонённые сообщения: нет</translation>
    </message>
    <message>
        <source>✕ database: not asked, it is away%1</source>
        <translation>✕ база данных: не спрошена, она недоступна%1</translation>
    </message>
    <message>
        <source>✕ dead letters: not asked, they are in the database</source>
        <translation>✕ отклонённые сообщения: не спрошены, они в базе данных</translation>
    </message>
    <message>
        <source>Searched: order number, track number, phone, e-mail, customer, name, transaction, nm_id</source>
        <translation>Искали: номер заказа, трек-номер, телефон, e-mail, клиент, имя, транзакция, nm_id</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) found for “%1”</source>
        <translation>
            <numerusform>По запросу «%1» найден %n заказ</numerusform>
            <numerusform>По запросу «%1» найдено %n заказа</numerusform>
            <numerusform>По запросу «%1» найдено %n заказов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::StatusLamp</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>orderdesk::StatusLine</name>
    <message>
        <source>this window only watches (--ingest=off)</source>
        <translation>это окно только наблюдает (--ingest=off)</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>отставание %1</translation>
    </message>
    <message>
        <source>lag unknown</source>
        <translation>отставание неизвестно</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/с</translation>
    </message>
    <message>
        <source>Consumed %1 = stored %2 + unchanged %3 + superseded %4 + dead letters %5 + in flight %6</source>
        <translation>Получено %1 = сохранено %2 + без изменений %3 + устарело %4 + отклонено %5 + в обработке %6</translation>
    </message>
    <message>
        <source>Cache: %1 orders, %2 of %3, %4 hits, %5 misses</source>
        <translation>Кэш: заказов %1, %2 из %3, попаданий %4, промахов %5</translation>
    </message>
    <message>
        <source>Kafka</source>
        <translation>Kafka</translation>
    </message>
    <message>
        <source>Ingest</source>
        <translation>Приём</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>База данных</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>cache %1</source>
        <translation>кэш %1</translation>
    </message>
</context>
<context>
    <name>orderdesk::StatusPanel</name>
    <message>
        <source>State of all parts</source>
        <translation>Состояние всех частей</translation>
    </message>
    <message>
        <source>all is well</source>
        <translation>всё в порядке</translation>
    </message>
</context>
<context>
    <name>orderdesk::TableActions</name>
    <message>
        <source>Copy rows</source>
        <translation>Скопировать строки</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Строки</translation>
    </message>
    <message>
        <source>&amp;Copy cell</source>
        <translation>Скопировать &amp;ячейку</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Ячейка</translation>
    </message>
    <message>
        <source>Copy &amp;rows with headers</source>
        <translation>Скопировать &amp;строки с заголовками</translation>
    </message>
</context>
<context>
    <name>orderdesk::TableColumns</name>
    <message>
        <source>Reset columns</source>
        <translation>Сбросить столбцы</translation>
    </message>
</context>
<context>
    <name>orderdesk::ViewerNotices</name>
    <message>
        <source>Read-only: the database is a standby, which only follows another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only: the database role “%1” may only read</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 more came in while this window could not follow; they are stored, but not in the live list</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
