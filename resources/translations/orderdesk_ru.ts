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
        <source>Takes orders from Kafka, checks them, keeps them in PostgreSQL and shows them.</source>
        <translation>Принимает заказы из Kafka, проверяет их, хранит в PostgreSQL и показывает.</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Версии</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>&amp;Копировать всё</translation>
    </message>
    <message>
        <source>Copies all versions, for a report</source>
        <translation>Копирует все версии, для отчёта</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Закрыть</translation>
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
        <translation>F5</translation>
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
        <source>Clear filter</source>
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>The database stops looking; what was read stays</source>
        <translation>База данных перестанет искать; прочитанное останется</translation>
    </message>
    <message>
        <source>All conditions must hold. Remove one, or change it: a text must be the whole phone, e-mail, name, city, customer, transaction or item, or the beginning of an order or track number.</source>
        <translation>Выполняться должны все условия. Уберите или измените одно из них: текст — это телефон, почта, имя, город, клиент, транзакция или товар целиком либо начало номера заказа или трека.</translation>
    </message>
</context>
<context>
    <name>ConnectionTest</name>
    <message>
        <source>Test &amp;connection</source>
        <translation>Проверить &amp;соединение</translation>
    </message>
    <message>
        <source>Create the t&amp;opic</source>
        <translation>Создать т&amp;опик</translation>
    </message>
    <message>
        <source>Answer of the test</source>
        <translation>Ответ проверки</translation>
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
        <translation>Отправит&amp;ь снова…</translation>
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
    <message>
        <source>What was done</source>
        <translation>Что было сделано</translation>
    </message>
    <message>
        <source>Show the order</source>
        <translation>Показать заказ</translation>
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
        <source>Number or key begins with…</source>
        <translation>Номер или ключ начинается с…</translation>
    </message>
    <message>
        <source>Filter dead letters by number or key</source>
        <translation>Фильтр отклонённых сообщений по номеру или ключу</translation>
    </message>
    <message>
        <source>Not sent &amp;again yet</source>
        <translation>Ещё не отправлены &amp;снова</translation>
    </message>
    <message>
        <source>Changes…</source>
        <translation>Изменения…</translation>
    </message>
    <message>
        <source>Who sent dead letters again or discarded them</source>
        <translation>Кто отправлял отклонённые сообщения снова или удалял их</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>All dead letters of the filter</source>
        <translation>Все отклонённые сообщения под фильтром</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Discard selected dead letters</source>
        <translation>Удалить выбранные отклонённые сообщения</translation>
    </message>
    <message>
        <source>Redrive…</source>
        <translation>Отправить снова…</translation>
    </message>
    <message>
        <source>Redrive selected dead letters</source>
        <translation>Отправить выбранные отклонённые сообщения снова</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>Read-only: the database is a standby, which only follows another one</source>
        <translation>Только чтение: база данных резервная и лишь следует за другой</translation>
    </message>
    <message>
        <source>Read-only: the database role “%1” may only read</source>
        <translation>Только чтение: роли базы данных «%1» разрешено лишь читать</translation>
    </message>
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
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n байт</numerusform>
            <numerusform>%n байта</numerusform>
            <numerusform>%n байт</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n month(s)</source>
        <translation>
            <numerusform>через %n месяц</numerusform>
            <numerusform>через %n месяца</numerusform>
            <numerusform>через %n месяцев</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s) ago</source>
        <translation>
            <numerusform>%n месяц назад</numerusform>
            <numerusform>%n месяца назад</numerusform>
            <numerusform>%n месяцев назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n year(s)</source>
        <translation>
            <numerusform>через %n год</numerusform>
            <numerusform>через %n года</numerusform>
            <numerusform>через %n лет</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s) ago</source>
        <translation>
            <numerusform>%n год назад</numerusform>
            <numerusform>%n года назад</numerusform>
            <numerusform>%n лет назад</numerusform>
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
    <message>
        <source>All dead letters</source>
        <translation>Все отклонённые сообщения</translation>
    </message>
    <message>
        <source>All dead letters that match the filter</source>
        <translation>Все отклонённые сообщения, подходящие под фильтр</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Enter keeps it as a condition. A condition can be typed too: city:Oslo, amount:100..500, date:yesterday, state:new, warnings, currency:USD, service:dhl</source>
        <translation>Enter сохраняет текст как условие. Условие можно и набрать: город:Казань, сумма:100..500, дата:вчера, состояние:новый, предупреждения, валюта:USD, служба:dhl</translation>
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
    <name>FilterByValue</name>
    <message>
        <source>&amp;Filter by %1</source>
        <translation>&amp;Фильтр «%1»</translation>
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
    <name>FilterKeys</name>
    <message>
        <source>text</source>
        <translation>текст</translation>
    </message>
    <message>
        <source>state</source>
        <translation>состояние</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>валюта</translation>
    </message>
    <message>
        <source>city</source>
        <translation>город</translation>
    </message>
    <message>
        <source>service</source>
        <translation>служба</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>сумма</translation>
    </message>
    <message>
        <source>date</source>
        <translation>дата</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>предупреждения</translation>
    </message>
    <message>
        <source>new</source>
        <translation>новый</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>обновлён</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>устарел</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>отклонённые</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>вчера</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>последний час</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>последние 7 дней</translation>
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
        <translation>На&amp;йти в показанных строках</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Назад (Shift+F3)</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Предыдущее совпадение</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Вперёд (F3)</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Следующее совпадение</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Закрыть (Esc)</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>Закрыть панель поиска</translation>
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
    <name>JsonReview</name>
    <message>
        <source>the text must not begin with a byte order mark</source>
        <translation>текст не должен начинаться с метки порядка байтов</translation>
    </message>
    <message>
        <source>a value is expected here</source>
        <translation>здесь ожидается значение</translation>
    </message>
    <message>
        <source>a member&apos;s name in quotes is expected here</source>
        <translation>здесь ожидается имя поля в кавычках</translation>
    </message>
    <message>
        <source>a colon is expected here</source>
        <translation>здесь ожидается двоеточие</translation>
    </message>
    <message>
        <source>a comma or the closing bracket is expected here</source>
        <translation>здесь ожидается запятая или закрывающая скобка</translation>
    </message>
    <message>
        <source>a control character in a string must be escaped</source>
        <translation>управляющий символ в строке нужно экранировать</translation>
    </message>
    <message>
        <source>there is no such escape</source>
        <translation>такого экранирования нет</translation>
    </message>
    <message>
        <source>escapes of surrogates must come in pairs, high before low</source>
        <translation>суррогаты должны идти парами, старший перед младшим</translation>
    </message>
    <message>
        <source>this string is not closed</source>
        <translation>эта строка не закрыта</translation>
    </message>
    <message>
        <source>objects and arrays are nested too deep</source>
        <translation>слишком глубокая вложенность</translation>
    </message>
    <message>
        <source>the document has ended; nothing may follow</source>
        <translation>документ закончился; дальше ничего быть не должно</translation>
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
    <name>LetterEditor</name>
    <message>
        <source>What was changed</source>
        <translation>Что изменено</translation>
    </message>
    <message>
        <source>Indent</source>
        <translation>Отступы</translation>
    </message>
    <message>
        <source>Changes spaces between values, nothing else</source>
        <translation>Меняет только пробелы между значениями</translation>
    </message>
    <message>
        <source>As received</source>
        <translation>Как получено</translation>
    </message>
    <message>
        <source>Take all changes back (Undo brings them again)</source>
        <translation>Вернуть всё как было (отмена вернёт изменения)</translation>
    </message>
    <message>
        <source>Redrive corrected…</source>
        <translation>Отправить исправленное…</translation>
    </message>
    <message>
        <source>This message cannot be edited</source>
        <translation>Это сообщение нельзя изменить</translation>
    </message>
</context>
<context>
    <name>LetterWorkDialog</name>
    <message>
        <source>Progress</source>
        <translation>Ход работы</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Причины</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Число</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
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
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>Look in the whole database</source>
        <translation>Искать во всей базе данных</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Настройки…</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Least level shown</source>
        <translation>Наименьший показываемый уровень</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Все уровни</translation>
    </message>
    <message>
        <source>Info and worse</source>
        <translation>Сведения и хуже</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Предупреждения и ошибки</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Только ошибки</translation>
    </message>
    <message>
        <source>Filter the log by text</source>
        <translation>Фильтр журнала по тексту</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Фильтр по тексту</translation>
    </message>
    <message>
        <source>Hold the log still; nothing is lost meanwhile</source>
        <translation>Остановить журнал на экране; ничего не теряется</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all that are shown</source>
        <translation>Копировать выбранные строки или все показанные</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Empty this list; the log itself keeps everything</source>
        <translation>Очистить этот список; сам журнал хранит всё</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
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
        <translation>Панель инструментов</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Тема</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Поток</translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation>Приостановить показ</translation>
    </message>
    <message>
        <source>Pause or resume the view (Space)</source>
        <translation>Приостановить или продолжить показ (пробел)</translation>
    </message>
    <message>
        <source>Pause ingest</source>
        <translation>Приостановить приём</translation>
    </message>
    <message>
        <source>Find in the &amp;rows…</source>
        <translation>Найти в с&amp;троках…</translation>
    </message>
    <message>
        <source>Find in rows</source>
        <translation>Найти в строках</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Найти д&amp;алее</translation>
    </message>
    <message>
        <source>F3</source>
        <translation>F3</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Найти &amp;ранее</translation>
    </message>
    <message>
        <source>Shift+F3</source>
        <translation>Shift+F3</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>Как в &amp;системе</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>С&amp;ветлая</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Тёмная</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Сочетания клавиш</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Экспорт…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Pr&amp;eferences…</source>
        <translation>Настро&amp;йки…</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>&amp;Setup assistant…</source>
        <translation>&amp;Помощник настройки…</translation>
    </message>
    <message>
        <source>&amp;One step back (detail, filter, newest rows)</source>
        <translation>На &amp;шаг назад (подробности, фильтр, новые строки)</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Hide this notice</source>
        <translation>Скрыть это сообщение</translation>
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
    <message>
        <source>%1, sent again</source>
        <translation>%1, отправлено снова</translation>
    </message>
    <message>
        <source>%1, of which %2 sent again</source>
        <translation>%1, из них отправлено снова: %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Pages of the preferences</source>
        <translation>Страницы настроек</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Общие</translation>
    </message>
    <message>
        <source>Kafka</source>
        <translation>Kafka</translation>
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
        <source>Ingest and cache</source>
        <translation>Приём и кэш</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>What this instance does, and what it writes to its log.</source>
        <translation>Что делает этот экземпляр и что пишет в журнал.</translation>
    </message>
    <message>
        <source>&amp;Take orders from Kafka (off: this window only watches)</source>
        <translation>&amp;Принимать заказы из Kafka (выключено: окно только показывает)</translation>
    </message>
    <message>
        <source>&amp;Refuse orders with warnings</source>
        <translation>&amp;Отклонять заказы с предупреждениями</translation>
    </message>
    <message>
        <source>Log &amp;level</source>
        <translation>&amp;Уровень журнала</translation>
    </message>
    <message>
        <source>Log &amp;format</source>
        <translation>&amp;Формат журнала</translation>
    </message>
    <message>
        <source>Where the orders come from. Put passwords into the properties file, or below: they are never shown again.</source>
        <translation>Откуда приходят заказы. Пароли впишите в файл свойств или ниже: больше они не показываются.</translation>
    </message>
    <message>
        <source>&amp;Brokers</source>
        <translation>&amp;Брокеры</translation>
    </message>
    <message>
        <source>&amp;Topic</source>
        <translation>&amp;Топик</translation>
    </message>
    <message>
        <source>Consumer &amp;group</source>
        <translation>&amp;Группа потребителей</translation>
    </message>
    <message>
        <source>&amp;Dead-letter topic</source>
        <translation>Топик &amp;отклонённых</translation>
    </message>
    <message>
        <source>none: dead letters stay in the database only</source>
        <translation>нет: отклонённые сообщения остаются только в базе</translation>
    </message>
    <message>
        <source>Properties &amp;file</source>
        <translation>&amp;Файл свойств</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Further &amp;properties</source>
        <translation>Другие &amp;свойства</translation>
    </message>
    <message>
        <source>one a line, as: security.protocol=SASL_SSL</source>
        <translation>по одному в строке, например: security.protocol=SASL_SSL</translation>
    </message>
    <message>
        <source>Where the orders are kept: a postgresql:// address or libpq’s keyword=value pairs. A password in it is hidden and kept unless it is typed anew.</source>
        <translation>Где хранятся заказы: адрес postgresql:// или пары ключ=значение, как их понимает libpq. Пароль в нём скрыт и сохраняется, пока не введён новый.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Адрес</translation>
    </message>
    <message>
        <source>Replaced &amp;revisions kept</source>
        <translation>Хранить прежних &amp;ревизий</translation>
    </message>
    <message>
        <source>The page and the API for colleagues and programs.</source>
        <translation>Страница и API для коллег и программ.</translation>
    </message>
    <message>
        <source>&amp;Listen on</source>
        <translation>&amp;Слушать на</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Токен</translation>
    </message>
    <message>
        <source>&amp;Anyone who reaches the port may read orders</source>
        <translation>&amp;Читать заказы может любой, кому доступен порт</translation>
    </message>
    <message>
        <source>Allowed &amp;host names</source>
        <translation>Разрешённые &amp;имена узла</translation>
    </message>
    <message>
        <source>with commas between</source>
        <translation>через запятую</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>&amp;Потоки</translation>
    </message>
    <message>
        <source>How orders are written, and how much is kept at hand.</source>
        <translation>Как записываются заказы и сколько их держать под рукой.</translation>
    </message>
    <message>
        <source>&amp;Cache size</source>
        <translation>Размер &amp;кэша</translation>
    </message>
    <message>
        <source>Orders in a &amp;batch</source>
        <translation>Заказов в &amp;пакете</translation>
    </message>
    <message>
        <source>Longest &amp;delay of a batch</source>
        <translation>Наибольшая &amp;задержка пакета</translation>
    </message>
    <message>
        <source>Largest &amp;message</source>
        <translation>Наибольшее &amp;сообщение</translation>
    </message>
    <message>
        <source>These take effect at once and are remembered for you, not in the settings file.</source>
        <translation>Действует сразу и запоминается для вас, а не в файле настроек.</translation>
    </message>
    <message>
        <source>&amp;Rows of the live table</source>
        <translation>&amp;Строк в живой таблице</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Тема</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Системная</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Times in &amp;UTC instead of this computer’s zone</source>
        <translation>Время в &amp;UTC, а не в поясе этого компьютера</translation>
    </message>
    <message>
        <source>&amp;Icon in the tray</source>
        <translation>&amp;Значок в области уведомлений</translation>
    </message>
    <message>
        <source>Restart &amp;now</source>
        <translation>&amp;Перезапустить сейчас</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Сохранить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>This desktop has no tray.</source>
        <translation>На этом рабочем столе нет области уведомлений.</translation>
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
    <name>SecretEdit</name>
    <message>
        <source>Where the value comes from</source>
        <translation>Откуда взято значение</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Новое значение</translation>
    </message>
    <message>
        <source>File with the value</source>
        <translation>Файл со значением</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Выбрать файл</translation>
    </message>
</context>
<context>
    <name>SeekDialog</name>
    <message>
        <source>Go to another place in the topic</source>
        <translation>Перейти к другому месту топика</translation>
    </message>
    <message>
        <source>Where should ingest go on reading? This moves the consumer group, in the partitions that this instance reads.</source>
        <translation>Откуда продолжить чтение? Это передвигает группу потребителей в партициях, которые читает этот экземпляр.</translation>
    </message>
    <message>
        <source>The &amp;beginning: everything that Kafka still has</source>
        <translation>&amp;Начало: всё, что Kafka ещё хранит</translation>
    </message>
    <message>
        <source>A &amp;time:</source>
        <translation>&amp;Время:</translation>
    </message>
    <message>
        <source>The time from which messages are read</source>
        <translation>Время, с которого читать сообщения</translation>
    </message>
    <message>
        <source>An &amp;offset:</source>
        <translation>&amp;Смещение:</translation>
    </message>
    <message>
        <source>The partition</source>
        <translation>Партиция</translation>
    </message>
    <message>
        <source>The offset in this partition</source>
        <translation>Смещение в этой партиции</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>Что это значит</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Send an order</source>
        <translation>Отправить заказ</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Новый заказ</translation>
    </message>
    <message>
        <source>The example order with a number of its own</source>
        <translation>Пример заказа с новым номером</translation>
    </message>
    <message>
        <source>From the clipboard</source>
        <translation>Из буфера обмена</translation>
    </message>
    <message>
        <source>A JSON document, or one JSON a line</source>
        <translation>Документ JSON или по одному JSON в строке</translation>
    </message>
    <message>
        <source>Indent</source>
        <translation>Отступы</translation>
    </message>
    <message>
        <source>Changes spaces between values, nothing else</source>
        <translation>Меняет только пробелы между значениями</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Выбрать файлы…</translation>
    </message>
    <message>
        <source>A JSON document, or one JSON a line; or drop files here.</source>
        <translation>Документ JSON или по одному JSON в строке; файлы можно перетащить сюда.</translation>
    </message>
    <message>
        <source>Files to send</source>
        <translation>Файлы для отправки</translation>
    </message>
    <message>
        <source>What becomes of each order</source>
        <translation>Что стало с каждым заказом</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход работы</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
</context>
<context>
    <name>SetupAssistant</name>
    <message>
        <source>Setup assistant</source>
        <translation>Помощник настройки</translation>
    </message>
    <message>
        <source>Welcome to Orderdesk</source>
        <translation>Добро пожаловать в Orderdesk</translation>
    </message>
    <message>
        <source>Two questions, then orders come in.</source>
        <translation>Два вопроса — и заказы пойдут.</translation>
    </message>
    <message>
        <source>Orderdesk takes orders from a Kafka topic and keeps them in PostgreSQL. The next pages ask where both are and try it out. The window works meanwhile, and connects by itself when Kafka and the database come up. You can cancel at any time and come back with Help ▸ Setup assistant.</source>
        <translation>Orderdesk берёт заказы из топика Kafka и хранит их в PostgreSQL. На следующих страницах укажите, где они находятся, и проверьте связь. Окно тем временем работает и соединится само, как только Kafka и база данных станут доступны. Можно отменить в любой момент и вернуться через «Справка ▸ Помощник настройки».</translation>
    </message>
    <message>
        <source>Kafka</source>
        <translation>Kafka</translation>
    </message>
    <message>
        <source>Where do the orders come from?</source>
        <translation>Откуда приходят заказы?</translation>
    </message>
    <message>
        <source>&amp;Brokers</source>
        <translation>&amp;Брокеры</translation>
    </message>
    <message>
        <source>HOST:PORT, with commas between; or: embedded</source>
        <translation>УЗЕЛ:ПОРТ, через запятую; или: embedded</translation>
    </message>
    <message>
        <source>&amp;Topic</source>
        <translation>&amp;Топик</translation>
    </message>
    <message>
        <source>Kafka with TLS or a login: set that in Edit ▸ Preferences ▸ Kafka.</source>
        <translation>Для Kafka с TLS или входом по паролю: «Правка ▸ Настройки ▸ Kafka».</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>База данных</translation>
    </message>
    <message>
        <source>Where are the orders kept?</source>
        <translation>Где хранятся заказы?</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Адрес</translation>
    </message>
    <message>
        <source>As postgresql://USER:PASSWORD@HOST/DATABASE. The file it is written to is readable by you only.</source>
        <translation>В виде postgresql://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@УЗЕЛ/БАЗА. Файл, куда это запишется, можете прочитать только вы.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>What was found, and what happens now.</source>
        <translation>Что найдено и что будет дальше.</translation>
    </message>
    <message>
        <source>&amp;Restart Orderdesk now</source>
        <translation>&amp;Перезапустить Orderdesk сейчас</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation>Фильтр сочетаний клавиш</translation>
    </message>
    <message>
        <source>Filter by words or keys</source>
        <translation>Фильтр по словам или клавишам</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Что делает</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Elsewhere in the window</source>
        <translation>В других местах окна</translation>
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
        <translation>приостановлено</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>застряло</translation>
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
    <name>orderdesk::AboutDialog</name>
    <message>
        <source>asking…</source>
        <translation>спрашиваем…</translation>
    </message>
    <message>
        <source>not connected: %1</source>
        <translation>нет связи: %1</translation>
    </message>
    <message>
        <source>%1, tables of version %2</source>
        <translation>%1, таблицы версии %2</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s), which do not tell their version</source>
        <translation>
            <numerusform>%n брокер; версию он не сообщает</numerusform>
            <numerusform>%n брокера; версию они не сообщают</numerusform>
            <numerusform>%n брокеров; версию они не сообщают</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cluster %1, %n broker(s), which do not tell their version</source>
        <translation>
            <numerusform>кластер %1, %n брокер; версию он не сообщает</numerusform>
            <numerusform>кластер %1, %n брокера; версию они не сообщают</numerusform>
            <numerusform>кластер %1, %n брокеров; версию они не сообщают</numerusform>
        </translation>
    </message>
    <message>
        <source>System</source>
        <translation>Система</translation>
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
    <message>
        <source>The orders could not be read</source>
        <translation>Заказы не удалось прочитать</translation>
    </message>
    <message>
        <source>Reading was cancelled</source>
        <translation>Чтение отменено</translation>
    </message>
    <message>
        <source>The database has stopped looking. Narrow the filter, for instance by a date, or try again.</source>
        <translation>База данных больше не ищет. Сузьте фильтр, например по дате, или повторите.</translation>
    </message>
    <message numerus="yes">
        <source>Reading for %n second(s)…</source>
        <translation>
            <numerusform>Чтение идёт %n секунду…</numerusform>
            <numerusform>Чтение идёт %n секунды…</numerusform>
            <numerusform>Чтение идёт %n секунд…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Counting for %n second(s)…</source>
        <translation>
            <numerusform>Подсчёт идёт %n секунду…</numerusform>
            <numerusform>Подсчёт идёт %n секунды…</numerusform>
            <numerusform>Подсчёт идёт %n секунд…</numerusform>
        </translation>
    </message>
    <message>
        <source>Not up to date: %1</source>
        <translation>Не обновлено: %1</translation>
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
    <name>orderdesk::ColumnModel</name>
    <message>
        <source>empty</source>
        <translation>пусто</translation>
    </message>
</context>
<context>
    <name>orderdesk::ConnectionTest</name>
    <message>
        <source>Connecting…</source>
        <translation>Соединение…</translation>
    </message>
    <message>
        <source>Creating the topic…</source>
        <translation>Создаётся топик…</translation>
    </message>
    <message>
        <source>Kafka answers, but the topic “%1” does not exist yet. Create it here, or let whoever sends the orders do so.</source>
        <translation>Kafka отвечает, но топика «%1» ещё нет. Создайте его здесь или пусть это сделает отправитель заказов.</translation>
    </message>
    <message>
        <source>Kafka answers: %1, and the topic “%2” has %3.</source>
        <translation>Kafka отвечает: %1, в топике «%2» — %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n брокер</numerusform>
            <numerusform>%n брокера</numerusform>
            <numerusform>%n брокеров</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n партиция</numerusform>
            <numerusform>%n партиции</numerusform>
            <numerusform>%n партиций</numerusform>
        </translation>
    </message>
    <message>
        <source>PostgreSQL %1 answers, but this role may not create the tables: give it the right, or let another instance make them.</source>
        <translation>PostgreSQL %1 отвечает, но эта роль не может создать таблицы: дайте ей право или пусть их создаст другой экземпляр.</translation>
    </message>
    <message>
        <source>PostgreSQL %1 answers, but only for reading: good for a window that only watches.</source>
        <translation>PostgreSQL %1 отвечает, но только на чтение: подходит для окна, которое лишь показывает.</translation>
    </message>
    <message>
        <source>PostgreSQL %1 answers. The tables will be created at the next start.</source>
        <translation>PostgreSQL %1 отвечает. Таблицы будут созданы при следующем запуске.</translation>
    </message>
    <message>
        <source>PostgreSQL %1 answers, and its tables are there.</source>
        <translation>PostgreSQL %1 отвечает, таблицы на месте.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ожидание</translation>
    </message>
    <message>
        <source>works</source>
        <translation>работает</translation>
    </message>
    <message>
        <source>works in part</source>
        <translation>работает частично</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>не работает</translation>
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
    <message>
        <source>Edit</source>
        <translation>Правка</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Dead letter, sent again</source>
        <translation>Отклонено, отправлено снова</translation>
    </message>
    <message>
        <source>Sent to %1. What becomes of it shows here.</source>
        <translation>Отправлено в %1. Здесь будет видно, что с ним стало.</translation>
    </message>
    <message>
        <source>Sent to %1, and stored as order %2.</source>
        <translation>Отправлено в %1 и сохранено как заказ %2.</translation>
    </message>
    <message>
        <source>Sent to %1. Order %2 was stored with these values already.</source>
        <translation>Отправлено в %1. Заказ %2 уже сохранён с теми же значениями.</translation>
    </message>
    <message>
        <source>Sent to %1. A newer version of order %2 is stored already.</source>
        <translation>Отправлено в %1. Уже сохранена более новая версия заказа %2.</translation>
    </message>
    <message>
        <source>Sent to %1, and refused again: it is a new dead letter.</source>
        <translation>Отправлено в %1 и снова отклонено: это новое отклонённое сообщение.</translation>
    </message>
    <message>
        <source>Show the new one</source>
        <translation>Показать новое</translation>
    </message>
    <message>
        <source>Show the order</source>
        <translation>Показать заказ</translation>
    </message>
    <message>
        <source>(unreadable)</source>
        <translation>(не читается)</translation>
    </message>
    <message>
        <source>Sent to %1, but this could not be noted here: do not send it again. What becomes of it shows here.</source>
        <translation>Отправлено в %1, но отметить это здесь не удалось: не отправляйте снова. Что с ним станет, будет видно здесь.</translation>
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
    <message>
        <source>whole message</source>
        <translation>всё сообщение</translation>
    </message>
    <message>
        <source>no reason was kept</source>
        <translation>причина не сохранилась</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (и ещё %n)</numerusform>
            <numerusform>%1 (и ещё %n)</numerusform>
            <numerusform>%1 (и ещё %n)</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON path</source>
        <translation>Путь JSON</translation>
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
    <message>
        <source>Re&amp;drive…</source>
        <translation>Отправит&amp;ь снова…</translation>
    </message>
    <message>
        <source>D&amp;iscard…</source>
        <translation>&amp;Удалить…</translation>
    </message>
    <message>
        <source>&amp;Redrive all of this filter…</source>
        <translation>&amp;Отправить снова все под фильтром…</translation>
    </message>
    <message>
        <source>&amp;Redrive all…</source>
        <translation>&amp;Отправить снова все…</translation>
    </message>
    <message>
        <source>&amp;Discard all of this filter…</source>
        <translation>&amp;Удалить все под фильтром…</translation>
    </message>
    <message>
        <source>&amp;Discard all…</source>
        <translation>&amp;Удалить все…</translation>
    </message>
    <message>
        <source>No dead letter matches the filter</source>
        <translation>Ни одно отклонённое сообщение не подходит под фильтр</translation>
    </message>
    <message>
        <source>Select dead letters to send them again or discard them</source>
        <translation>Выберите отклонённые сообщения, чтобы отправить их снова или удалить</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>Выбрано %n</numerusform>
            <numerusform>Выбрано %n</numerusform>
            <numerusform>Выбрано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>It is tried again every few seconds.</source>
        <translation>Попытка повторяется каждые несколько секунд.</translation>
    </message>
    <message>
        <source>Clear the filter, or change it: a number or key must begin with what is typed.</source>
        <translation>Снимите фильтр или измените его: номер или ключ должен начинаться с введённого.</translation>
    </message>
    <message>
        <source>There is nothing to do here. Messages that break a rule are kept here whole, with every reason, until they are sent again or discarded.</source>
        <translation>Делать здесь нечего. Сообщения, нарушившие правило, хранятся здесь целиком, со всеми причинами, пока их не отправят снова или не удалят.</translation>
    </message>
</context>
<context>
    <name>orderdesk::DetailPane</name>
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
    <message numerus="yes">
        <source>%Ln dead letter(s)</source>
        <translation>
            <numerusform>%Ln отклонённое сообщение</numerusform>
            <numerusform>%Ln отклонённых сообщения</numerusform>
            <numerusform>%Ln отклонённых сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>Values and headers as they came, and keys: personal data may be anywhere in them. Without it values and headers are left out, and keys are masked.</source>
        <translation>Значения, заголовки и ключи как пришли: личные данные могут быть в них где угодно. Без этого значений и заголовков в файле нет, а ключи скрыты.</translation>
    </message>
    <message>
        <source>Values and headers of the messages are left out without it. This is asked anew each time and not remembered.</source>
        <translation>Без этого значений и заголовков сообщений в файле нет. Спрашивается каждый раз заново и не запоминается.</translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln dead letter(s) to %1</source>
        <translation>
            <numerusform>Экспортировано %Ln отклонённое сообщение в %1</numerusform>
            <numerusform>Экспортировано %Ln отклонённых сообщения в %1</numerusform>
            <numerusform>Экспортировано %Ln отклонённых сообщений в %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to export on this page</source>
        <translation>На этой странице нечего экспортировать</translation>
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
    <name>orderdesk::FilterCompletion</name>
    <message>
        <source>Conditions that can be typed</source>
        <translation>Условия, которые можно набрать</translation>
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
    <message>
        <source>Values seen</source>
        <translation>Встречавшиеся значения</translation>
    </message>
</context>
<context>
    <name>orderdesk::FindBar</name>
    <message>
        <source>There is no table here to search</source>
        <translation>Здесь нет таблицы для поиска</translation>
    </message>
    <message>
        <source>Not found in the rows shown</source>
        <translation>В показанных строках не найдено</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n строка</numerusform>
            <numerusform>%n строки</numerusform>
            <numerusform>%n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, begun anew</source>
        <comment>after the end of the table was passed</comment>
        <translation>%1, поиск начат заново</translation>
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
        <translation>Шт.</translation>
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
        <translation>Партиция:смещение</translation>
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
    <name>orderdesk::IngestBanner</name>
    <message>
        <source>Ingest is paused since %1.</source>
        <translation>Приём приостановлен с %1.</translation>
    </message>
    <message>
        <source>Ingest is paused since %1 by %2.</source>
        <translation>Приём приостановлен с %1, кем: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) wait in Kafka.</source>
        <translation>
            <numerusform>%1 сообщение ждёт в Kafka.</numerusform>
            <numerusform>%1 сообщения ждут в Kafka.</numerusform>
            <numerusform>%1 сообщений ждут в Kafka.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Продолжить</translation>
    </message>
    <message>
        <source>Nothing is read from Kafka yet: nobody has said where orders come from.</source>
        <translation>Из Kafka пока ничего не читается: никто не указал, откуда поступают заказы.</translation>
    </message>
    <message>
        <source>&amp;Set up…</source>
        <translation>&amp;Настроить…</translation>
    </message>
</context>
<context>
    <name>orderdesk::IngestControls</name>
    <message>
        <source>Done, but a restart forgets it: %1</source>
        <translation>Сделано, но перезапуск это забудет: %1</translation>
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
        <source>&amp;Go to another place in the topic…</source>
        <translation>Перейти к другому &amp;месту топика…</translation>
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
    <name>orderdesk::JsonEditPane</name>
    <message>
        <source>JSON text</source>
        <translation>Текст JSON</translation>
    </message>
    <message>
        <source>What is wrong with the text</source>
        <translation>Что не так с текстом</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Строка %1, столбец %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): it would be refused</source>
        <translation>
            <numerusform>%n ошибка: заказ будет отклонён</numerusform>
            <numerusform>%n ошибки: заказ будет отклонён</numerusform>
            <numerusform>%n ошибок: заказ будет отклонён</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Valid, with %n warning(s)</source>
        <translation>
            <numerusform>Верно, %n предупреждение</numerusform>
            <numerusform>Верно, %n предупреждения</numerusform>
            <numerusform>Верно, %n предупреждений</numerusform>
        </translation>
    </message>
    <message>
        <source>Valid: it would be accepted</source>
        <translation>Верно: заказ будет принят</translation>
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
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Язык</translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterActions</name>
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
        <source>Redrive corrected</source>
        <translation>Отправить исправленное</translation>
    </message>
    <message>
        <source>Send the corrected message to the topic %1? The dead letter stays as it came until it is discarded.</source>
        <translation>Отправить исправленное сообщение в топик %1? Отклонённое сообщение останется как было, пока его не удалят.</translation>
    </message>
    <message>
        <source>Corrected and sent again to %1</source>
        <translation>Исправлено и отправлено в %1</translation>
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
        <source>The stored order is newer</source>
        <translation>Сохранённый заказ новее</translation>
    </message>
    <message>
        <source>A newer message of this order was stored at %1. Sent again, this one is the newest of all and replaces it. Send it all the same?</source>
        <translation>Более новое сообщение этого заказа сохранено %1. Отправленное снова станет самым новым и заменит его. Всё равно отправить?</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Заменить</translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterChangesDialog</name>
    <message>
        <source>The changes could not be read: %1</source>
        <translation>Изменения не удалось прочитать: %1</translation>
    </message>
    <message>
        <source>Nothing was sent again or discarded yet.</source>
        <translation>Ещё ничего не отправляли снова и не удаляли.</translation>
    </message>
    <message>
        <source>Changes of dead letters</source>
        <translation>Изменения отклонённых сообщений</translation>
    </message>
    <message>
        <source>Who sent dead letters again or discarded them; newest first.</source>
        <translation>Кто отправлял отклонённые сообщения снова или удалял их; сначала новые.</translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterChangesModel</name>
    <message>
        <source>sent again</source>
        <translation>отправлено снова</translation>
    </message>
    <message>
        <source>corrected and sent again</source>
        <translation>исправлено и отправлено</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>удалено</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменение</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Отклонённое сообщение</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a place in Kafka</comment>
        <translation>в %1</translation>
    </message>
    <message>
        <source>to %1; nothing was changed</source>
        <translation>в %1; ничего не изменено</translation>
    </message>
    <message>
        <source>the whole text</source>
        <translation>весь текст</translation>
    </message>
    <message>
        <source>to %1; changed: %2</source>
        <translation>в %1; изменено: %2</translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterEditor</name>
    <message>
        <source>Send this text in the place of what came</source>
        <translation>Отправить этот текст вместо полученного</translation>
    </message>
    <message>
        <source>It would be refused again; see the errors</source>
        <translation>Сообщение снова будет отклонено; смотрите ошибки</translation>
    </message>
    <message>
        <source>whole document</source>
        <translation>весь документ</translation>
    </message>
    <message>
        <source>%1 added: %2</source>
        <translation>%1 добавлено: %2</translation>
    </message>
    <message>
        <source>%1 removed; it was %2</source>
        <translation>%1 удалено; было %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>%1 moved from place %2 to %3</source>
        <translation>%1 перемещено с места %2 на %3</translation>
    </message>
    <message>
        <source>Changed; the text is no JSON now</source>
        <translation>Изменено; теперь текст не JSON</translation>
    </message>
    <message>
        <source>Changed; what came is no JSON, so not member by member</source>
        <translation>Изменено; полученное не JSON, поэтому без списка полей</translation>
    </message>
    <message>
        <source>Nothing changed</source>
        <translation>Ничего не изменено</translation>
    </message>
    <message>
        <source>Only spaces changed</source>
        <translation>Изменены только пробелы</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n изменение</numerusform>
            <numerusform>%n изменения</numerusform>
            <numerusform>%n изменений</numerusform>
        </translation>
    </message>
    <message>
        <source>This text has been sent already</source>
        <translation>Этот текст уже отправлен</translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterWork</name>
    <message>
        <source>Sent, but not noted at the dead letter: %1</source>
        <translation>Отправлено, но не отмечено у отклонённого сообщения: %1</translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterWorkDialog</name>
    <message>
        <source>Redrive dead letters</source>
        <translation>Отправить отклонённые сообщения снова</translation>
    </message>
    <message>
        <source>Discard dead letters</source>
        <translation>Удалить отклонённые сообщения</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Looking for the dead letters…</source>
        <translation>Поиск отклонённых сообщений…</translation>
    </message>
    <message>
        <source>Trying without sending…</source>
        <translation>Проба без отправки…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Отправка…</translation>
    </message>
    <message>
        <source>Discarding…</source>
        <translation>Удаление…</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>Найдено %n</numerusform>
            <numerusform>Найдено %n</numerusform>
            <numerusform>Найдено %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>There is nothing to do</source>
        <translation>Делать нечего</translation>
    </message>
    <message>
        <source>No dead letter belongs to this selection any more.</source>
        <translation>К этому выбору больше не относится ни одно отклонённое сообщение.</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n dead letter(s)?</source>
        <translation>
            <numerusform>Удалить %n отклонённое сообщение?</numerusform>
            <numerusform>Удалить %n отклонённых сообщения?</numerusform>
            <numerusform>Удалить %n отклонённых сообщений?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are deleted for good; the messages are then kept nowhere but in Kafka.</source>
        <translation>Они удаляются навсегда; сообщения останутся только в Kafka.</translation>
    </message>
    <message numerus="yes">
        <source>Send %n message(s) to the topic %1 again?</source>
        <translation>
            <numerusform>Отправить %n сообщение в топик %1 снова?</numerusform>
            <numerusform>Отправить %n сообщения в топик %1 снова?</numerusform>
            <numerusform>Отправить %n сообщений в топик %1 снова?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tried without sending: %n would be accepted.</source>
        <translation>
            <numerusform>Проба без отправки: принято было бы %n.</numerusform>
            <numerusform>Проба без отправки: принято было бы %n.</numerusform>
            <numerusform>Проба без отправки: принято было бы %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would come back as a new dead letter.</source>
        <translation>
            <numerusform>%n вернулось бы новым отклонённым сообщением.</numerusform>
            <numerusform>%n вернулись бы новыми отклонёнными сообщениями.</numerusform>
            <numerusform>%n вернулись бы новыми отклонёнными сообщениями.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is no longer there.</source>
        <translation>
            <numerusform>%n уже нет.</numerusform>
            <numerusform>%n уже нет.</numerusform>
            <numerusform>%n уже нет.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why they would come back</source>
        <translation>Почему они вернулись бы</translation>
    </message>
    <message>
        <source>These are the oldest %1; there are more.</source>
        <translation>Это самые старые %1; есть ещё.</translation>
    </message>
    <message numerus="yes">
        <source>Send only the %n that would be accepted</source>
        <translation>
            <numerusform>Отправить только %n, которое приняли бы</numerusform>
            <numerusform>Отправить только %n, которые приняли бы</numerusform>
            <numerusform>Отправить только %n, которые приняли бы</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send all %n</source>
        <translation>
            <numerusform>Отправить все %n</numerusform>
            <numerusform>Отправить все %n</numerusform>
            <numerusform>Отправить все %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n</source>
        <translation>
            <numerusform>Удалить %n</numerusform>
            <numerusform>Удалить %n</numerusform>
            <numerusform>Удалить %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n</source>
        <translation>
            <numerusform>Отправить %n</numerusform>
            <numerusform>Отправить %n</numerusform>
            <numerusform>Отправить %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Not all was done</source>
        <translation>Сделано не всё</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent again.</source>
        <translation>
            <numerusform>Снова отправлено %n сообщение.</numerusform>
            <numerusform>Снова отправлено %n сообщения.</numerusform>
            <numerusform>Снова отправлено %n сообщений.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s) discarded.</source>
        <translation>
            <numerusform>Удалено %n отклонённое сообщение.</numerusform>
            <numerusform>Удалено %n отклонённых сообщения.</numerusform>
            <numerusform>Удалено %n отклонённых сообщений.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed.</source>
        <translation>
            <numerusform>Не удалось: %n.</numerusform>
            <numerusform>Не удалось: %n.</numerusform>
            <numerusform>Не удалось: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as it was.</source>
        <translation>
            <numerusform>Осталось как было: %n.</numerusform>
            <numerusform>Осталось как было: %n.</numerusform>
            <numerusform>Осталось как было: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why they failed</source>
        <translation>Почему не удалось</translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be noted at the dead letter: do not send them again.</source>
        <translation>
            <numerusform>%n из них не удалось отметить у отклонённого сообщения: не отправляйте его снова.</numerusform>
            <numerusform>%n из них не удалось отметить у отклонённых сообщений: не отправляйте их снова.</numerusform>
            <numerusform>%n из них не удалось отметить у отклонённых сообщений: не отправляйте их снова.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why that could not be noted</source>
        <translation>Почему это не удалось отметить</translation>
    </message>
    <message numerus="yes">
        <source>%n would replace an order that was stored from a newer message.</source>
        <translation>
            <numerusform>%n заменило бы заказ, сохранённый из более нового сообщения.</numerusform>
            <numerusform>%n заменили бы заказы, сохранённые из более новых сообщений.</numerusform>
            <numerusform>%n заменили бы заказы, сохранённые из более новых сообщений.</numerusform>
        </translation>
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
        <translation>Шт.</translation>
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
        <translation>Это окно просмотра: заказы появляются здесь, когда их сохраняет любой экземпляр программы.</translation>
    </message>
    <message>
        <source>Waiting for orders</source>
        <translation>Ожидание заказов</translation>
    </message>
    <message>
        <source>None of the orders that came since the start matches the filter. Change it, or clear it.</source>
        <translation>Из пришедших с момента запуска заказов ни один не подходит под фильтр. Измените его или снимите.</translation>
    </message>
    <message>
        <source>Ingest is paused</source>
        <translation>Приём приостановлен</translation>
    </message>
    <message>
        <source>No orders come in until it goes on: choose Resume above, or Ingest ▸ Pause ingest once more.</source>
        <translation>Заказы не поступают, пока приём не продолжен: нажмите «Продолжить» выше или ещё раз выберите «Приём ▸ Приостановить приём».</translation>
    </message>
    <message>
        <source>Kafka is away</source>
        <translation>Kafka недоступна</translation>
    </message>
    <message>
        <source>The database is away</source>
        <translation>База данных недоступна</translation>
    </message>
    <message>
        <source>Nothing is lost: messages wait in Kafka, and orders come in by themselves when it answers.</source>
        <translation>Ничего не потеряно: сообщения ждут в Kafka, и заказы поступят сами, когда база ответит.</translation>
    </message>
    <message>
        <source>None of the orders that came since the start matches the filter. The page Orders looks in the whole database with the same filter; a text must there be a whole value, or the beginning of an order or track number.</source>
        <translation>Из пришедших с момента запуска заказов ни один не подходит под фильтр. Страница «Заказы» ищет во всей базе с тем же фильтром; текст там — это значение целиком либо начало номера заказа или трека.</translation>
    </message>
</context>
<context>
    <name>orderdesk::LogModel</name>
    <message>
        <source>debug</source>
        <translation>отладка</translation>
    </message>
    <message>
        <source>info</source>
        <translation>сведения</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>предупреждение</translation>
    </message>
    <message>
        <source>error</source>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Уровень</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Категория</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
</context>
<context>
    <name>orderdesk::LogPage</name>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Resume (%1 new)</source>
        <translation>Продолжить (новых: %1)</translation>
    </message>
    <message>
        <source>&amp;Copy lines</source>
        <translation>&amp;Копировать строки</translation>
    </message>
    <message>
        <source>No line matches. Choose a lower level, or clear the filter.</source>
        <translation>Ни одна строка не подходит. Выберите уровень ниже или снимите фильтр.</translation>
    </message>
    <message>
        <source>No lines yet. What the program does and what goes wrong shows up here.</source>
        <translation>Строк пока нет. Здесь видно, что делает программа и что идёт не так.</translation>
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
        <source>Dead letters (%1 new)</source>
        <translation>Отклонённые (новых: %1)</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Заказы</translation>
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
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>Скопирована %Ln строка</numerusform>
            <numerusform>Скопированы %Ln строки</numerusform>
            <numerusform>Скопировано %Ln строк</numerusform>
        </translation>
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
</context>
<context>
    <name>orderdesk::PageMenu</name>
    <message>
        <source>Pag&amp;e</source>
        <translation>Страни&amp;ца</translation>
    </message>
    <message>
        <source>&amp;Next page	Ctrl+Tab</source>
        <translation>С&amp;ледующая страница	Ctrl+Tab</translation>
    </message>
    <message>
        <source>&amp;Previous page	Ctrl+Shift+Tab</source>
        <translation>&amp;Предыдущая страница	Ctrl+Shift+Tab</translation>
    </message>
</context>
<context>
    <name>orderdesk::PreferencesDialog</name>
    <message>
        <source>It cannot be restarted from here: quit and start it again.</source>
        <translation>Отсюда перезапустить нельзя: выйдите и запустите снова.</translation>
    </message>
    <message>
        <source>The settings cannot be read: %1</source>
        <translation>Не удаётся прочитать настройки: %1</translation>
    </message>
    <message>
        <source>Settings file: %1</source>
        <translation>Файл настроек: %1</translation>
    </message>
    <message>
        <source>Not allowed: this %1</source>
        <comment>a predicate follows, as: is not a number</comment>
        <translation>Недопустимо: значение %1</translation>
    </message>
    <message>
        <source>Comes from %1 and cannot be changed here</source>
        <translation>Задано в %1, здесь изменить нельзя</translation>
    </message>
    <message>
        <source>Comes from the command line (%1) and cannot be changed here</source>
        <translation>Задано в командной строке (%1), здесь изменить нельзя</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Из %1</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>По умолчанию</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>По умолчанию: %1</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Сохранено</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Не сохранено: %1</translation>
    </message>
    <message>
        <source>Saved. In force after a restart: %1</source>
        <translation>Сохранено. Вступит в силу после перезапуска: %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>on</source>
        <comment>a setting</comment>
        <translation>включено</translation>
    </message>
    <message>
        <source>off</source>
        <comment>a setting</comment>
        <translation>выключено</translation>
    </message>
</context>
<context>
    <name>orderdesk::ReasonBar</name>
    <message>
        <source>Reasons</source>
        <translation>Причины</translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation>причина неизвестна</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>All  %1</source>
        <translation>Все  %1</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Ещё…</translation>
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
        <source>✕ dead letters: not asked, they are in the database</source>
        <translation>✕ отклонённые сообщения: не спрошены, они в базе данных</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) found for “%1”</source>
        <translation>
            <numerusform>По запросу «%1» найден %n заказ</numerusform>
            <numerusform>По запросу «%1» найдено %n заказа</numerusform>
            <numerusform>По запросу «%1» найдено %n заказов</numerusform>
        </translation>
    </message>
    <message>
        <source>The database is away (%1).</source>
        <translation>База данных недоступна (%1).</translation>
    </message>
    <message>
        <source>The database is away.</source>
        <translation>База данных недоступна.</translation>
    </message>
    <message>
        <source>Only the cache could be asked for “%1”. %2</source>
        <translation>По запросу «%1» удалось спросить только кэш. %2</translation>
    </message>
    <message>
        <source>✕ database: not asked. %1</source>
        <translation>✕ база данных: не спрошена. %1</translation>
    </message>
    <message>
        <source>✕ dead letters: not asked. %1</source>
        <translation>✕ отклонённые сообщения: не спрошены. %1</translation>
    </message>
    <message>
        <source>– dead letters: they are found by order number or key only</source>
        <translation>– отклонённые сообщения: их находят только по номеру заказа или ключу</translation>
    </message>
    <message>
        <source>Check it for typing errors, or look for something else of the same order: its track number, phone or e-mail. What was sent just now may still be on its way: search again in a moment.</source>
        <translation>Проверьте, нет ли опечатки, или ищите другое поле того же заказа: трек-номер, телефон или почту. Отправленное только что может быть ещё в пути: повторите поиск чуть позже.</translation>
    </message>
    <message>
        <source>Search again when the database answers: its lamp, at the bottom, says when it is tried next.</source>
        <translation>Повторите поиск, когда база данных ответит: её индикатор внизу показывает, когда будет следующая попытка.</translation>
    </message>
    <message>
        <source>Searched: order number, track number, phone, e-mail, customer, name, city, transaction, nm_id</source>
        <translation>Искали: номер заказа, трек-номер, телефон, e-mail, клиент, имя, город, транзакция, nm_id</translation>
    </message>
</context>
<context>
    <name>orderdesk::SecretEdit</name>
    <message>
        <source>Set, read from %1</source>
        <translation>Задано, читается из %1</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Задано</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Не задано</translation>
    </message>
    <message>
        <source>A new value…</source>
        <translation>Новое значение…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Read from a file…</source>
        <translation>Читать из файла…</translation>
    </message>
    <message>
        <source>As by default</source>
        <translation>Как по умолчанию</translation>
    </message>
    <message>
        <source>File with the secret</source>
        <translation>Файл с секретом</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Новое значение</translation>
    </message>
</context>
<context>
    <name>orderdesk::SeekDialog</name>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Перейти</translation>
    </message>
    <message>
        <source>Asking Kafka…</source>
        <translation>Спрашиваем Kafka…</translation>
    </message>
    <message>
        <source>This cannot be done: %1</source>
        <translation>Так не получится: %1</translation>
    </message>
    <message>
        <source>partition %1</source>
        <translation>партиция %1</translation>
    </message>
    <message>
        <source>Holds the offsets %1 to %2; %3 is read next.</source>
        <translation>Хранит смещения с %1 по %2; следующим читается %3.</translation>
    </message>
    <message>
        <source>%1 of %2 will be read again; orders that did not change stay as they are.</source>
        <translation>Снова будет прочитано: %1 (%2); заказы, которые не изменились, останутся как есть.</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 сообщение</numerusform>
            <numerusform>%1 сообщения</numerusform>
            <numerusform>%1 сообщений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <comment>of how many partitions</comment>
        <translation>
            <numerusform>%n партиция</numerusform>
            <numerusform>%n партиции</numerusform>
            <numerusform>%n партиций</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 will be skipped: what is in them is not stored, unless you go back.</source>
        <translation>%1 из %2: будут пропущены; их содержимое не сохранится, если не вернуться назад.</translation>
    </message>
    <message>
        <source>Ingest is there already: nothing changes.</source>
        <translation>Чтение уже там: ничего не изменится.</translation>
    </message>
    <message>
        <source>Bringing to its end what is being written, then going there…</source>
        <translation>Завершаем начатую запись, затем переходим…</translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation>Ничего не изменено: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) skipped</source>
        <translation>
            <numerusform>%1 сообщение пропущено</numerusform>
            <numerusform>%1 сообщения пропущены</numerusform>
            <numerusform>%1 сообщений пропущено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) will be read again</source>
        <translation>
            <numerusform>%1 сообщение будет прочитано снова</numerusform>
            <numerusform>%1 сообщения будут прочитаны снова</numerusform>
            <numerusform>%1 сообщений будут прочитаны снова</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::SendDialog</name>
    <message>
        <source>new order</source>
        <translation>новый заказ</translation>
    </message>
    <message>
        <source>The clipboard holds no text.</source>
        <translation>В буфере обмена нет текста.</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>буфер обмена</translation>
    </message>
    <message>
        <source>Files of orders</source>
        <translation>Файлы заказов</translation>
    </message>
    <message>
        <source>Orders (*.json *.jsonl *.ndjson);;All files (*)</source>
        <translation>Заказы (*.json *.jsonl *.ndjson);;Все файлы (*)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message numerus="yes">
        <source>Send %n order(s)</source>
        <translation>
            <numerusform>Отправить %n заказ</numerusform>
            <numerusform>Отправить %n заказа</numerusform>
            <numerusform>Отправить %n заказов</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Choose files of orders, or drop them here.</source>
        <translation>Выберите файлы заказов или перетащите их сюда.</translation>
    </message>
    <message numerus="yes">
        <source>%n valid</source>
        <translation>
            <numerusform>верных: %n</numerusform>
            <numerusform>верных: %n</numerusform>
            <numerusform>верных: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would be refused and is not sent</source>
        <translation>
            <numerusform>%n будет отклонён, не отправляется</numerusform>
            <numerusform>%n будут отклонены, не отправляются</numerusform>
            <numerusform>%n будут отклонены, не отправляются</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>отправлено: %n</numerusform>
            <numerusform>отправлено: %n</numerusform>
            <numerusform>отправлено: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>не удалось: %n</numerusform>
            <numerusform>не удалось: %n</numerusform>
            <numerusform>не удалось: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused, not sent</source>
        <translation>
            <numerusform>отклонено, не отправлено: %n</numerusform>
            <numerusform>отклонено, не отправлено: %n</numerusform>
            <numerusform>отклонено, не отправлено: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>cancelled before the end</source>
        <translation>отменено до конца</translation>
    </message>
    <message>
        <source>the table shows the first ones</source>
        <translation>в таблице только первые</translation>
    </message>
    <message>
        <source>Discard what you typed? It was not sent.</source>
        <translation>Удалить набранный текст? Он не отправлен.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>orderdesk::SendOrders</name>
    <message>
        <source>&amp;Send an order…</source>
        <translation>&amp;Отправить заказ…</translation>
    </message>
    <message>
        <source>Nothing can be sent from here</source>
        <translation>Отсюда ничего нельзя отправить</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not taken for sending.</source>
        <translation>
            <numerusform>%n файл не принят к отправке.</numerusform>
            <numerusform>%n файла не приняты к отправке.</numerusform>
            <numerusform>%n файлов не приняты к отправке.</numerusform>
        </translation>
    </message>
    <message>
        <source>This window is a viewer (--ingest=off): it shows orders and sends none. Send them from a window that takes orders in, or by the command orderdesk send.</source>
        <translation>Это окно для просмотра (--ingest=off): оно показывает заказы и не отправляет их. Отправьте их из окна, которое принимает заказы, или командой orderdesk send.</translation>
    </message>
</context>
<context>
    <name>orderdesk::SendRecordsModel</name>
    <message>
        <source>sent</source>
        <translation>отправлен</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>не прочитан</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>не отправлен</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отклонён</translation>
    </message>
    <message>
        <source>valid, warnings</source>
        <translation>верен, предупреждения</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>верен</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, строка %2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>строка %1</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Номер заказа</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>orderdesk::Sentence</name>
    <message>
        <source>published to %1, but it could not be marked as redriven, so do not redrive it again: %2</source>
        <translation>отправлено в %1, но отметить это не удалось, поэтому не отправляйте повторно: %2</translation>
    </message>
    <message>
        <source>It is larger than 2 MiB.</source>
        <translation>Оно больше 2 МиБ.</translation>
    </message>
    <message>
        <source>It is no UTF-8 text: an editor would change it.</source>
        <translation>Это не текст UTF-8: редактор изменил бы его.</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>не удалось записать %1: %2</translation>
    </message>
    <message>
        <source>the export failed: %1</source>
        <translation>выгрузка не удалась: %1</translation>
    </message>
    <message>
        <source>the export failed</source>
        <translation>экспорт не удался</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменено</translation>
    </message>
    <message>
        <source>the stored document of %1 is no order</source>
        <translation>сохранённый документ %1 — не заказ</translation>
    </message>
    <message>
        <source>it is not among the newest dead letters; look on their own page</source>
        <translation>его нет среди новейших отклонённых сообщений; ищите на их странице</translation>
    </message>
    <message>
        <source>the message is larger than the setting max-message-size allows</source>
        <translation>сообщение больше, чем разрешает настройка max-message-size</translation>
    </message>
    <message>
        <source>the database refuses the order: %1</source>
        <translation>база данных не принимает заказ: %1</translation>
    </message>
    <message>
        <source>%1 is no dead letter&apos;s number</source>
        <translation>%1 — не номер отклонённого сообщения</translation>
    </message>
    <message>
        <source>dead-letters takes list, show, redrive, discard or changes</source>
        <translation>dead-letters принимает list, show, redrive, discard или changes</translation>
    </message>
    <message>
        <source>--all goes with redrive, and without numbers</source>
        <translation>--all указывают с redrive и без номеров</translation>
    </message>
    <message>
        <source>dead-letters: list takes no number, show one, changes one or none, redrive and discard one or more</source>
        <translation>dead-letters: list не принимает номеров, show — один, changes — один или ни одного, redrive и discard — один или несколько</translation>
    </message>
    <message>
        <source>there is no such dead letter</source>
        <translation>такого отклонённого сообщения нет</translation>
    </message>
    <message>
        <source>generate takes --count N, and no arguments; see orderdesk generate --help</source>
        <translation>generate принимает --count N и никаких аргументов; см. orderdesk generate --help</translation>
    </message>
    <message>
        <source>no answer within 3 s</source>
        <translation>нет ответа в течение 3 с</translation>
    </message>
    <message>
        <source>--%1: %2 %3</source>
        <translation>--%1: %2 %3</translation>
    </message>
    <message>
        <source>is not a whole number from %1 to %2</source>
        <translation>не целое число от %1 до %2</translation>
    </message>
    <message>
        <source>is not a percentage from 0 to 100</source>
        <translation>не является процентом от 0 до 100</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>не читается</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>это папка</translation>
    </message>
    <message>
        <source>it is no regular file; `orderdesk send` reads pipes</source>
        <translation>это не обычный файл; каналы читает `orderdesk send`</translation>
    </message>
    <message>
        <source>the embedded broker cannot listen on 127.0.0.1</source>
        <translation>встроенный брокер не может слушать на 127.0.0.1</translation>
    </message>
    <message>
        <source>the embedded broker refuses the topic &quot;%1&quot;: %2</source>
        <translation>встроенный брокер не принимает топик «%1»: %2</translation>
    </message>
    <message>
        <source>invalid value for the Kafka property &quot;%1&quot;</source>
        <translation>недопустимое значение свойства Kafka «%1»</translation>
    </message>
    <message>
        <source>there is no Kafka property &quot;%1&quot; in librdkafka %2</source>
        <translation>в librdkafka %2 нет свойства Kafka «%1»</translation>
    </message>
    <message>
        <source>the Kafka property &quot;%1&quot; is Orderdesk&apos;s to decide</source>
        <translation>свойство Kafka «%1» задаёт сам Orderdesk</translation>
    </message>
    <message>
        <source>Kafka settings: %1</source>
        <translation>настройки Kafka: %1</translation>
    </message>
    <message>
        <source>Kafka does not say where its log begins and ends</source>
        <translation>Kafka не говорит, где начинается и кончается её журнал</translation>
    </message>
    <message>
        <source>waiting for the consumer group to share out the partitions</source>
        <translation>ожидание, пока группа потребителей распределит партиции</translation>
    </message>
    <message>
        <source>this is no place of a message in Kafka</source>
        <translation>это не место сообщения в Kafka</translation>
    </message>
    <message>
        <source>Kafka is not asked any more</source>
        <translation>Kafka больше не опрашивается</translation>
    </message>
    <message>
        <source>it was removed by compaction, or is no message but a transaction&apos;s mark</source>
        <translation>оно удалено при сжатии топика (compaction), или это не сообщение, а метка транзакции</translation>
    </message>
    <message>
        <source>it was deleted this moment</source>
        <translation>оно удалено только что</translation>
    </message>
    <message>
        <source>Kafka keeps no message at %1: %2</source>
        <translation>Kafka не хранит сообщения на месте %1: %2</translation>
    </message>
    <message>
        <source>Kafka does not keep %1 any more: the partition is empty, the next offset is %2</source>
        <translation>Kafka больше не хранит %1: партиция пуста, следующее смещение %2</translation>
    </message>
    <message>
        <source>Kafka does not keep %1 any more: the oldest message of the partition is %2</source>
        <translation>Kafka больше не хранит %1: самое старое сообщение партиции %2</translation>
    </message>
    <message>
        <source>Kafka has no %1: the newest message of the partition is %2; the topic was made anew or cut off</source>
        <translation>В Kafka нет %1: самое новое сообщение партиции %2; топик создан заново или обрезан</translation>
    </message>
    <message>
        <source>Kafka did not acknowledge the message in time; it may arrive all the same</source>
        <translation>Kafka не подтвердила сообщение вовремя; оно всё же может дойти</translation>
    </message>
    <message>
        <source>cannot subscribe to the topic &quot;%1&quot;: %2</source>
        <translation>не удалось подписаться на топик «%1»: %2</translation>
    </message>
    <message>
        <source>Kafka put this consumer out of use (%1)</source>
        <translation>Kafka вывела этого потребителя из работы (%1)</translation>
    </message>
    <message>
        <source>the message source is not open</source>
        <translation>источник сообщений не открыт</translation>
    </message>
    <message>
        <source>the test was ended</source>
        <translation>проверка прервана</translation>
    </message>
    <message>
        <source>Kafka: %1</source>
        <translation>Kafka: %1</translation>
    </message>
    <message>
        <source>the topic &quot;%1&quot; exists already</source>
        <translation>топик «%1» уже существует</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>в соединении отказано</translation>
    </message>
    <message>
        <source>the host name cannot be resolved</source>
        <translation>имя узла не находится</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>соединение разорвано</translation>
    </message>
    <message>
        <source>is it running, and is Preferences ▸ Kafka ▸ Brokers right?</source>
        <translation>работает ли она, и верно ли «Настройки ▸ Kafka ▸ Брокеры»?</translation>
    </message>
    <message>
        <source>check the ACLs of our user</source>
        <translation>проверьте ACL нашего пользователя</translation>
    </message>
    <message>
        <source>the TLS handshake with Kafka failed</source>
        <translation>не удалось рукопожатие TLS с Kafka</translation>
    </message>
    <message>
        <source>check security.protocol and ssl.ca.location in Preferences ▸ Kafka ▸ Further properties, and the broker&apos;s certificate</source>
        <translation>проверьте security.protocol и ssl.ca.location («Настройки ▸ Kafka ▸ Другие свойства») и сертификат брокера</translation>
    </message>
    <message>
        <source>Kafka closes the connection at once</source>
        <translation>Kafka сразу закрывает соединение</translation>
    </message>
    <message>
        <source>check security.protocol in Preferences ▸ Kafka ▸ Further properties, the listener may want TLS or SASL</source>
        <translation>проверьте security.protocol («Настройки ▸ Kafka ▸ Другие свойства»): возможно, нужен TLS или SASL</translation>
    </message>
    <message>
        <source>Kafka names %1 as the address of a broker, and that cannot be reached from here (%2)</source>
        <translation>Kafka называет адресом брокера %1, но он отсюда недоступен (%2)</translation>
    </message>
    <message>
        <source>is the broker down, or advertised.listeners wrong?</source>
        <translation>брокер не работает, или неверно задано advertised.listeners?</translation>
    </message>
    <message>
        <source>cannot reach Kafka at %1 (%2)</source>
        <translation>Kafka недоступна по адресу %1 (%2)</translation>
    </message>
    <message>
        <source>cannot reach Kafka at %1</source>
        <translation>Kafka недоступна по адресу %1</translation>
    </message>
    <message>
        <source>Kafka refuses the login</source>
        <translation>Kafka отклоняет вход</translation>
    </message>
    <message>
        <source>check sasl.username, sasl.password and security.protocol in Preferences ▸ Kafka ▸ Further properties</source>
        <translation>проверьте sasl.username, sasl.password и security.protocol («Настройки ▸ Kafka ▸ Другие свойства»)</translation>
    </message>
    <message>
        <source>Kafka does not offer this login</source>
        <translation>Kafka не предлагает такого входа</translation>
    </message>
    <message>
        <source>check sasl.mechanism and security.protocol in Preferences ▸ Kafka ▸ Further properties</source>
        <translation>проверьте sasl.mechanism и security.protocol («Настройки ▸ Kafka ▸ Другие свойства»)</translation>
    </message>
    <message>
        <source>the topic &quot;%1&quot; does not exist</source>
        <translation>топика «%1» нет</translation>
    </message>
    <message>
        <source>create it, or let the broker create topics</source>
        <translation>создайте его или разрешите брокеру создавать топики</translation>
    </message>
    <message>
        <source>Kafka does not let us use the topic &quot;%1&quot;</source>
        <translation>Kafka не пускает нас в топик «%1»</translation>
    </message>
    <message>
        <source>Kafka does not let us use the consumer group</source>
        <translation>Kafka не пускает нас в группу потребителей</translation>
    </message>
    <message>
        <source>Kafka does not let us write (cluster authorization)</source>
        <translation>Kafka не разрешает нам запись (cluster authorization)</translation>
    </message>
    <message>
        <source>the message is larger than Kafka accepts</source>
        <translation>сообщение больше, чем принимает Kafka</translation>
    </message>
    <message>
        <source>Kafka has given this instance no partition to read</source>
        <translation>Kafka не дала этому экземпляру ни одной партиции</translation>
    </message>
    <message>
        <source>the partitions were shared out anew meanwhile</source>
        <translation>партиции тем временем распределены заново</translation>
    </message>
    <message>
        <source>Kafka does not take the new offsets (%1)</source>
        <translation>Kafka не принимает новые смещения (%1)</translation>
    </message>
    <message>
        <source>partition %1 is not read by this instance</source>
        <translation>партицию %1 читает не этот экземпляр</translation>
    </message>
    <message>
        <source>partition %1 holds the offsets %2 to %3</source>
        <translation>в партиции %1 смещения с %2 по %3</translation>
    </message>
    <message>
        <source>check sslmode and sslrootcert in Preferences ▸ Database ▸ Address, and the server&apos;s certificate</source>
        <translation>проверьте sslmode и sslrootcert («Настройки ▸ База данных ▸ Адрес») и сертификат сервера</translation>
    </message>
    <message>
        <source>check the host in Preferences ▸ Database ▸ Address</source>
        <translation>проверьте имя узла: «Настройки ▸ База данных ▸ Адрес»</translation>
    </message>
    <message>
        <source>is PostgreSQL running there, and are host and port in Preferences ▸ Database ▸ Address right?</source>
        <translation>работает ли там PostgreSQL, и верны ли узел и порт («Настройки ▸ База данных ▸ Адрес»)?</translation>
    </message>
    <message>
        <source>cannot connect to PostgreSQL at %1</source>
        <translation>не удалось подключиться к PostgreSQL по адресу %1</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>нет ответа вовремя</translation>
    </message>
    <message>
        <source>check host and port in Preferences ▸ Database ▸ Address, and the firewalls in between</source>
        <translation>проверьте узел и порт («Настройки ▸ База данных ▸ Адрес») и межсетевые экраны по пути</translation>
    </message>
    <message>
        <source>the database URL is not a PostgreSQL URI</source>
        <translation>адрес базы данных — не URI PostgreSQL</translation>
    </message>
    <message>
        <source>the database URL&apos;s %1 holds a &apos;;&apos;, which Qt&apos;s PostgreSQL driver cannot pass on</source>
        <translation>в адресе базы данных %1 содержит «;», чего драйвер PostgreSQL из Qt передать не может</translation>
    </message>
    <message>
        <source>the database is away</source>
        <translation>база данных недоступна</translation>
    </message>
    <message>
        <source>the database is not asked any more</source>
        <translation>база данных больше не опрашивается</translation>
    </message>
    <message>
        <source>Qt&apos;s PostgreSQL driver (QPSQL) is not installed</source>
        <translation>драйвер PostgreSQL для Qt (QPSQL) не установлен</translation>
    </message>
    <message>
        <source>cannot set up the database connection</source>
        <translation>не удалось настроить соединение с базой данных</translation>
    </message>
    <message>
        <source>cannot look at the database</source>
        <translation>не удаётся посмотреть базу данных</translation>
    </message>
    <message>
        <source>the database&apos;s encoding is not UTF8: create it with ENCODING &apos;UTF8&apos;</source>
        <translation>кодировка базы данных не UTF8: создайте её с ENCODING &apos;UTF8&apos;</translation>
    </message>
    <message>
        <source>start an instance of this version that ingests: it brings the tables up to date</source>
        <translation>запустите экземпляр этой версии с приёмом: он обновит таблицы</translation>
    </message>
    <message>
        <source>the connection failed</source>
        <translation>соединение не удалось</translation>
    </message>
    <message>
        <source>a row occurs twice</source>
        <translation>строка встречается дважды</translation>
    </message>
    <message>
        <source>a value does not fit its column</source>
        <translation>значение не подходит столбцу</translation>
    </message>
    <message>
        <source>a text is too long for its column</source>
        <translation>текст слишком длинный для столбца</translation>
    </message>
    <message>
        <source>a number is out of range</source>
        <translation>число вне допустимых пределов</translation>
    </message>
    <message>
        <source>a text is not UTF-8</source>
        <translation>текст не в UTF-8</translation>
    </message>
    <message>
        <source>a constraint refuses a row</source>
        <translation>ограничение таблицы не пропускает строку</translation>
    </message>
    <message>
        <source>the database is read-only</source>
        <translation>база данных доступна только для чтения</translation>
    </message>
    <message>
        <source>name the primary in Preferences ▸ Database ▸ Address, or add target_session_attrs=read-write there</source>
        <translation>укажите основной сервер («Настройки ▸ База данных ▸ Адрес») или добавьте туда target_session_attrs=read-write</translation>
    </message>
    <message>
        <source>the transaction was idle for too long</source>
        <translation>транзакция простаивала слишком долго</translation>
    </message>
    <message>
        <source>a prepared statement is gone</source>
        <translation>подготовленный запрос исчез</translation>
    </message>
    <message>
        <source>login refused</source>
        <translation>вход отклонён</translation>
    </message>
    <message>
        <source>check the user in Preferences ▸ Database ▸ Address, and pg_hba.conf on the server</source>
        <translation>проверьте пользователя («Настройки ▸ База данных ▸ Адрес») и pg_hba.conf на сервере</translation>
    </message>
    <message>
        <source>the password is wrong or missing</source>
        <translation>пароль неверен или не задан</translation>
    </message>
    <message>
        <source>check the password in Preferences ▸ Database ▸ Address, or ~/.pgpass</source>
        <translation>проверьте пароль («Настройки ▸ База данных ▸ Адрес») или ~/.pgpass</translation>
    </message>
    <message>
        <source>there is no such database</source>
        <translation>такой базы данных нет</translation>
    </message>
    <message>
        <source>create it with createdb, or correct Preferences ▸ Database ▸ Address</source>
        <translation>создайте её командой createdb или исправьте «Настройки ▸ База данных ▸ Адрес»</translation>
    </message>
    <message>
        <source>there is no such schema</source>
        <translation>такой схемы нет</translation>
    </message>
    <message>
        <source>create it, or correct search_path in Preferences ▸ Database ▸ Address</source>
        <translation>создайте её или исправьте search_path («Настройки ▸ База данных ▸ Адрес»)</translation>
    </message>
    <message>
        <source>the transaction was rolled back by the server</source>
        <translation>сервер откатил транзакцию</translation>
    </message>
    <message>
        <source>another transaction was in the way</source>
        <translation>помешала другая транзакция</translation>
    </message>
    <message>
        <source>deadlock</source>
        <translation>взаимная блокировка</translation>
    </message>
    <message>
        <source>the tables are not as this program expects</source>
        <translation>таблицы не такие, каких ожидает программа</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>нет прав</translation>
    </message>
    <message>
        <source>grant this role its rights on the tables</source>
        <translation>дайте этой роли права на таблицы</translation>
    </message>
    <message>
        <source>a column is missing</source>
        <translation>нет столбца</translation>
    </message>
    <message>
        <source>a table is missing</source>
        <translation>нет таблицы</translation>
    </message>
    <message>
        <source>the server is out of resources</source>
        <translation>серверу не хватает ресурсов</translation>
    </message>
    <message>
        <source>the server&apos;s disk is full</source>
        <translation>на сервере заполнен диск</translation>
    </message>
    <message>
        <source>free space on the database server</source>
        <translation>освободите место на сервере базы данных</translation>
    </message>
    <message>
        <source>the server is out of memory</source>
        <translation>серверу не хватает памяти</translation>
    </message>
    <message>
        <source>give the database server more memory, or lower work_mem</source>
        <translation>дайте серверу базы данных больше памяти или уменьшите work_mem</translation>
    </message>
    <message>
        <source>the server has too many connections</source>
        <translation>у сервера слишком много соединений</translation>
    </message>
    <message>
        <source>raise max_connections on the server, or end other clients</source>
        <translation>увеличьте max_connections на сервере или завершите других клиентов</translation>
    </message>
    <message>
        <source>a row is larger than PostgreSQL allows</source>
        <translation>строка больше, чем допускает PostgreSQL</translation>
    </message>
    <message>
        <source>a lock was not to be had in time</source>
        <translation>блокировку не удалось получить вовремя</translation>
    </message>
    <message>
        <source>look in pg_stat_activity for who holds a lock</source>
        <translation>посмотрите в pg_stat_activity, кто держит блокировку</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>это длилось слишком долго</translation>
    </message>
    <message>
        <source>the server is being shut down or ended the connection</source>
        <translation>сервер останавливают, или он закрыл соединение</translation>
    </message>
    <message>
        <source>the server crashed</source>
        <translation>сервер аварийно завершился</translation>
    </message>
    <message>
        <source>the server is starting or stopping</source>
        <translation>сервер запускается или останавливается</translation>
    </message>
    <message>
        <source>the server&apos;s disk or system failed</source>
        <translation>отказал диск или система сервера</translation>
    </message>
    <message>
        <source>look at the server&apos;s log</source>
        <translation>посмотрите журнал сервера</translation>
    </message>
    <message>
        <source>the server failed inside</source>
        <translation>внутренняя ошибка сервера</translation>
    </message>
    <message>
        <source>the connection to the database was lost</source>
        <translation>соединение с базой данных потеряно</translation>
    </message>
    <message>
        <source>(SQLSTATE %1)</source>
        <translation>(SQLSTATE %1)</translation>
    </message>
    <message>
        <source>%1 (SQLSTATE %2)</source>
        <translation>%1 (SQLSTATE %2)</translation>
    </message>
    <message>
        <source>cannot begin a transaction</source>
        <translation>не удалось начать транзакцию</translation>
    </message>
    <message>
        <source>cannot commit</source>
        <translation>не удалось зафиксировать транзакцию</translation>
    </message>
    <message>
        <source>must be an integer, written without fraction and exponent</source>
        <translation>должно быть целым числом, без дробной части и экспоненты</translation>
    </message>
    <message>
        <source>a message without a value is no order; orders are never deleted by tombstones</source>
        <translation>сообщение без значения — не заказ; заказы не удаляются через tombstone</translation>
    </message>
    <message>
        <source>an empty message is no order</source>
        <translation>пустое сообщение — не заказ</translation>
    </message>
    <message>
        <source>a message has at most %1 bytes (setting max-message-size)</source>
        <translation>в сообщении не больше %1 байт (настройка max-message-size)</translation>
    </message>
    <message>
        <source>must not occur more than once</source>
        <translation>не должно встречаться больше одного раза</translation>
    </message>
    <message>
        <source>must be a string</source>
        <translation>должно быть строкой</translation>
    </message>
    <message>
        <source>should not be more than a day ahead</source>
        <translation>не должно опережать текущее время больше чем на сутки</translation>
    </message>
    <message>
        <source>must be an object</source>
        <translation>должно быть объектом</translation>
    </message>
    <message>
        <source>must be RFC 3339 with a zone, as 2021-11-26T06:22:19Z</source>
        <translation>должно быть в формате RFC 3339 с часовым поясом, например 2021-11-26T06:22:19Z</translation>
    </message>
    <message>
        <source>should be the order_uid</source>
        <translation>должно совпадать с order_uid</translation>
    </message>
    <message>
        <source>must be an array</source>
        <translation>должно быть массивом</translation>
    </message>
    <message>
        <source>must have at most 10000 items</source>
        <translation>должно быть не больше 10000 товаров</translation>
    </message>
    <message>
        <source>must have at least one item</source>
        <translation>должен быть хотя бы один товар</translation>
    </message>
    <message>
        <source>should be the order&apos;s track_number</source>
        <translation>должно совпадать с track_number заказа</translation>
    </message>
    <message>
        <source>should be goods_total + delivery_cost + custom_fee</source>
        <translation>должно равняться goods_total + delivery_cost + custom_fee</translation>
    </message>
    <message>
        <source>should be the sum of the items&apos; total_price</source>
        <translation>должно равняться сумме total_price товаров</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>не должно быть пустым</translation>
    </message>
    <message>
        <source>must be 1 to 128 of A-Z a-z 0-9 . _ ~ -, and neither . nor ..</source>
        <translation>должно состоять из 1–128 символов A-Z a-z 0-9 . _ ~ -, но не . и не ..</translation>
    </message>
    <message>
        <source>must be a language and perhaps a region, as en or ru-RU</source>
        <translation>должно быть языком и, возможно, регионом, например en или ru-RU</translation>
    </message>
    <message>
        <source>must be + and 5 to 15 digits; spaces, dashes, dots and brackets are allowed</source>
        <translation>должно быть + и от 5 до 15 цифр; пробелы, дефисы, точки и скобки допустимы</translation>
    </message>
    <message>
        <source>must have one @ and a host after it</source>
        <translation>должно содержать один знак @ и имя узла после него</translation>
    </message>
    <message>
        <source>must be three capital letters</source>
        <translation>должно состоять из трёх заглавных латинских букв</translation>
    </message>
    <message>
        <source>must be at least %1, in 64 bits</source>
        <translation>должно быть не меньше %1, в пределах 64 бит</translation>
    </message>
    <message>
        <source>must be at least %1 and at most %2, in 64 bits</source>
        <translation>должно быть не меньше %1 и не больше %2, в пределах 64 бит</translation>
    </message>
    <message>
        <source>must not hold U+0000</source>
        <translation>не должно содержать U+0000</translation>
    </message>
    <message>
        <source>must not hold control characters</source>
        <translation>не должно содержать управляющих символов</translation>
    </message>
    <message>
        <source>must be at most 4096 characters</source>
        <translation>должно быть не длиннее 4096 символов</translation>
    </message>
    <message>
        <source>must be at most 1024 characters</source>
        <translation>должно быть не длиннее 1024 символов</translation>
    </message>
    <message>
        <source>is not a member of an order, it is not kept</source>
        <translation>такого поля у заказа нет, оно не сохраняется</translation>
    </message>
    <message>
        <source>there are more violations than the 100 errors and 100 warnings that are listed</source>
        <translation>нарушений больше, чем перечисленные 100 ошибок и 100 предупреждений</translation>
    </message>
    <message>
        <source>port %1 of %2 is taken by another program</source>
        <translation>порт %1 на %2 занят другой программой</translation>
    </message>
    <message>
        <source>cannot listen on %1: %2</source>
        <translation>не удалось слушать адрес %1: %2</translation>
    </message>
    <message>
        <source>end that program, or give this one another port in Preferences ▸ HTTP ▸ Listen on</source>
        <translation>завершите ту программу или дайте этой другой порт: «Настройки ▸ HTTP ▸ Слушать на»</translation>
    </message>
    <message>
        <source>is Preferences ▸ HTTP ▸ Listen on an address of this computer, and a port above 1023?</source>
        <translation>«Настройки ▸ HTTP ▸ Слушать на»: это адрес этого компьютера и порт больше 1023?</translation>
    </message>
    <message>
        <source>there is no descriptor left to listen on</source>
        <translation>не осталось дескриптора, чтобы принимать соединения</translation>
    </message>
    <message>
        <source>an HTTP thread cannot listen</source>
        <translation>поток HTTP не может принимать соединения</translation>
    </message>
    <message>
        <source>limit is a number from 1 to %1</source>
        <translation>limit — число от 1 до %1</translation>
    </message>
    <message>
        <source>q has at most %1 characters and no control characters</source>
        <translation>в q не больше %1 знаков и нет управляющих знаков</translation>
    </message>
    <message>
        <source>the message&apos;s key is the order&apos;s number</source>
        <translation>ключ сообщения должен быть номером заказа</translation>
    </message>
    <message>
        <source>dead-letter topic: %1</source>
        <translation>топик отклонённых сообщений: %1</translation>
    </message>
    <message>
        <source>there is no connection to Kafka</source>
        <translation>нет соединения с Kafka</translation>
    </message>
    <message>
        <source>ingest is being stopped</source>
        <translation>приём останавливается</translation>
    </message>
    <message>
        <source>waiting for a decision where the orders come from</source>
        <translation>ждём решения, откуда берутся заказы</translation>
    </message>
    <message>
        <source>answer the setup assistant, or restart</source>
        <translation>ответьте помощнику настройки или перезапустите программу</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>приостановлен</translation>
    </message>
    <message>
        <source>paused by %1</source>
        <translation>приостановил %1</translation>
    </message>
    <message>
        <source>stuck: messages are waiting and none is stored</source>
        <translation>застрял: сообщения ждут, и ни одно не сохраняется</translation>
    </message>
    <message>
        <source>look at the log and at locks in the database; a restart is safe</source>
        <translation>посмотрите журнал и блокировки в базе данных; перезапуск безопасен</translation>
    </message>
    <message>
        <source>let XDG_STATE_HOME name a folder that can be written</source>
        <translation>пусть XDG_STATE_HOME указывает на папку, доступную для записи</translation>
    </message>
    <message>
        <source>cannot read %1</source>
        <translation>не удалось прочитать %1</translation>
    </message>
    <message>
        <source>%1 does not say since when ingest is paused</source>
        <translation>%1 не говорит, с каких пор приём приостановлен</translation>
    </message>
    <message>
        <source>there is no home to keep a pause in</source>
        <translation>нет домашней папки, где хранить паузу</translation>
    </message>
    <message>
        <source>cannot make the folder</source>
        <translation>не удалось создать папку</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>не удалось записать %1</translation>
    </message>
    <message>
        <source>cannot remove %1</source>
        <translation>не удалось удалить %1</translation>
    </message>
    <message>
        <source>a defect of Orderdesk</source>
        <translation>ошибка в Orderdesk</translation>
    </message>
    <message>
        <source>report it together with the log; a restart is safe</source>
        <translation>сообщите о ней вместе с журналом; перезапуск безопасен</translation>
    </message>
    <message>
        <source>the database refuses a dead letter</source>
        <translation>база данных не принимает отклонённое сообщение</translation>
    </message>
    <message>
        <source>drop the constraint or trigger that refuses rows of dead_letters</source>
        <translation>удалите ограничение или триггер, который не принимает строки таблицы dead_letters</translation>
    </message>
    <message>
        <source>a document does not read as JSON</source>
        <translation>документ не читается как JSON</translation>
    </message>
    <message>
        <source>the message must be one JSON document (RFC 8259)</source>
        <translation>сообщение должно быть одним документом JSON (RFC 8259)</translation>
    </message>
    <message>
        <source>control characters in JSON strings must be escaped (RFC 8259)</source>
        <translation>управляющие символы в строках JSON должны быть экранированы (RFC 8259)</translation>
    </message>
    <message>
        <source>a JSON string must be closed (RFC 8259)</source>
        <translation>строка JSON должна быть закрыта (RFC 8259)</translation>
    </message>
    <message>
        <source>the document must be at most 16 MiB</source>
        <translation>документ не должен быть больше 16 МиБ</translation>
    </message>
    <message>
        <source>the document must not begin with a byte order mark</source>
        <translation>документ не должен начинаться с метки порядка байтов</translation>
    </message>
    <message>
        <source>the document must be valid UTF-8</source>
        <translation>документ должен быть в правильной кодировке UTF-8</translation>
    </message>
    <message>
        <source>objects and arrays must be nested at most 32 deep</source>
        <translation>вложенность объектов и массивов не должна превышать 32</translation>
    </message>
    <message>
        <source>\u escapes of surrogates must come in pairs, high before low</source>
        <translation>последовательности \u суррогатов должны идти парами, старший перед младшим</translation>
    </message>
    <message>
        <source>cannot list dead letters</source>
        <translation>не удалось перечислить отклонённые сообщения</translation>
    </message>
    <message>
        <source>the walk through the dead letters was interrupted</source>
        <translation>просмотр отклонённых сообщений был прерван</translation>
    </message>
    <message>
        <source>cannot count dead letters</source>
        <translation>не удалось сосчитать отклонённые сообщения</translation>
    </message>
    <message>
        <source>cannot list changes of dead letters</source>
        <translation>не удалось перечислить изменения отклонённых сообщений</translation>
    </message>
    <message>
        <source>there is no order with this number</source>
        <translation>заказа с таким номером нет</translation>
    </message>
    <message>
        <source>there is no dead letter with this number</source>
        <translation>отклонённого сообщения с таким номером нет</translation>
    </message>
    <message>
        <source>the database did not answer in time</source>
        <translation>база данных не ответила вовремя</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>файл не читается: %1</translation>
    </message>
    <message>
        <source>%1 (commands: %2)</source>
        <translation>%1 (команды: %2)</translation>
    </message>
    <message>
        <source>no such command %1</source>
        <translation>нет команды %1</translation>
    </message>
    <message>
        <source>--%1: the value is missing</source>
        <translation>--%1: не хватает значения</translation>
    </message>
    <message>
        <source>--%1: takes no value</source>
        <translation>--%1: значение не указывают</translation>
    </message>
    <message>
        <source>--%1: a secret is never taken from the arguments, which others can read: set %2 or %2_FILE, or put it into the file</source>
        <translation>--%1: секрет не берётся из аргументов, которые видны другим: задайте %2 или %2_FILE либо запишите его в файл</translation>
    </message>
    <message>
        <source>no such option %1, see --help</source>
        <translation>нет параметра %1, см. --help</translation>
    </message>
    <message>
        <source>no such option %1, did you mean --%2?</source>
        <translation>нет параметра %1, может быть, --%2?</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 не удаётся записать: %2</translation>
    </message>
    <message>
        <source>its folder cannot be made</source>
        <translation>не удаётся создать его папку</translation>
    </message>
    <message>
        <source>is empty or holds control characters</source>
        <translation>пусто или содержит управляющие символы</translation>
    </message>
    <message>
        <source>is neither a postgresql:// URI nor libpq&apos;s keyword=value pairs</source>
        <translation>не адрес postgresql:// и не пары ключ=значение, как их понимает libpq</translation>
    </message>
    <message>
        <source>holds something else than visible ASCII characters without spaces</source>
        <translation>содержит не только видимые символы ASCII без пробелов</translation>
    </message>
    <message>
        <source>is neither auto nor a whole number from 1 to 64</source>
        <translation>не auto и не целое число от 1 до 64</translation>
    </message>
    <message>
        <source>is none of debug, info, warning, error</source>
        <translation>не одно из debug, info, warning, error</translation>
    </message>
    <message>
        <source>is neither text nor json</source>
        <translation>не text и не json</translation>
    </message>
    <message>
        <source>is larger than 1 MiB</source>
        <translation>больше 1 МиБ</translation>
    </message>
    <message>
        <source>is not UTF-8 text</source>
        <translation>это не текст в UTF-8</translation>
    </message>
    <message>
        <source>%1:%2: the line is not key = value</source>
        <translation>%1:%2: строка не вида ключ = значение</translation>
    </message>
    <message>
        <source>no such variable</source>
        <translation>нет такой переменной</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1: пусто</translation>
    </message>
    <message>
        <source>is set and so is %1; only one of them may be</source>
        <translation>задано, и задано также %1; можно только одно из них</translation>
    </message>
    <message>
        <source>no such key %1</source>
        <translation>нет ключа %1</translation>
    </message>
    <message>
        <source>%1 is set a second time, first at %2</source>
        <translation>%1 задано второй раз, впервые здесь: %2</translation>
    </message>
    <message>
        <source>%1 is a secret, and arguments are no place for one: put it into the file of --kafka-properties</source>
        <translation>%1 — секрет, и в аргументах ему не место: запишите его в файл из --kafka-properties</translation>
    </message>
    <message>
        <source>the value %1</source>
        <translation>значение %1</translation>
    </message>
    <message>
        <source>dead letters cannot go to the topic the orders come from</source>
        <translation>отклонённые сообщения не могут идти в топик, из которого приходят заказы</translation>
    </message>
    <message>
        <source>refusing to listen beyond loopback without a token: set ORDERDESK_HTTP_TOKEN or ORDERDESK_HTTP_TOKEN_FILE, or allow reads to everyone with --http-public-reads</source>
        <translation>без токена нельзя принимать соединения извне: задайте ORDERDESK_HTTP_TOKEN или ORDERDESK_HTTP_TOKEN_FILE либо разрешите чтение всем параметром --http-public-reads</translation>
    </message>
    <message>
        <source>%1: the default %2</source>
        <translation>%1: значение по умолчанию %2</translation>
    </message>
    <message>
        <source>is neither on nor off</source>
        <translation>не on и не off</translation>
    </message>
    <message>
        <source>is not a size from %1 to %2: a whole number with B, KiB, MiB, GiB or TiB</source>
        <translation>не размер от %1 до %2: целое число с B, KiB, MiB, GiB или TiB</translation>
    </message>
    <message>
        <source>is not a duration from %1 to %2: a whole number with ms, s or min</source>
        <translation>не длительность от %1 до %2: целое число с ms, s или min</translation>
    </message>
    <message>
        <source>is not ADDRESS:PORT (127.0.0.1:8081, 0.0.0.0:8081, [::1]:8081, localhost:8081) or off</source>
        <translation>не АДРЕС:ПОРТ (127.0.0.1:8081, 0.0.0.0:8081, [::1]:8081, localhost:8081) и не off</translation>
    </message>
    <message>
        <source>is not a Kafka topic: 1 to 249 of A-Z a-z 0-9 . _ -</source>
        <translation>не имя топика Kafka: от 1 до 249 символов из A-Z a-z 0-9 . _ -</translation>
    </message>
    <message>
        <source>is not HOST:PORT, several of them with commas between, or embedded</source>
        <translation>не УЗЕЛ:ПОРТ, не несколько таких через запятую и не embedded</translation>
    </message>
    <message>
        <source>is not a host name or address (orders.example, 192.0.2.1, [2001:db8::1]) without scheme and port</source>
        <translation>не имя узла и не адрес (orders.example, 192.0.2.1, [2001:db8::1]) без схемы и порта</translation>
    </message>
    <message>
        <source>is not a librdkafka property as name=value (security.protocol=ssl)</source>
        <translation>не свойство librdkafka вида имя=значение (security.protocol=ssl)</translation>
    </message>
    <message>
        <source>%1, did you mean %2?</source>
        <translation>%1, может быть, %2?</translation>
    </message>
    <message>
        <source>cannot store orders</source>
        <translation>не удалось сохранить заказы</translation>
    </message>
    <message>
        <source>cannot compare orders</source>
        <translation>не удалось сравнить заказы</translation>
    </message>
    <message>
        <source>cannot note positions</source>
        <translation>не удалось записать позиции</translation>
    </message>
    <message>
        <source>cannot store deliveries</source>
        <translation>не удалось сохранить доставки</translation>
    </message>
    <message>
        <source>cannot store payments</source>
        <translation>не удалось сохранить оплаты</translation>
    </message>
    <message>
        <source>cannot replace items</source>
        <translation>не удалось заменить товары</translation>
    </message>
    <message>
        <source>cannot store items</source>
        <translation>не удалось сохранить товары</translation>
    </message>
    <message>
        <source>cannot keep dead letters</source>
        <translation>не удалось сохранить отклонённые сообщения</translation>
    </message>
    <message>
        <source>the database&apos;s snapshot cannot be read</source>
        <translation>не удалось прочитать снимок базы данных</translation>
    </message>
    <message>
        <source>cannot read the tables</source>
        <translation>не удалось прочитать таблицы</translation>
    </message>
    <message>
        <source>cannot list orders</source>
        <translation>не удалось перечислить заказы</translation>
    </message>
    <message>
        <source>cannot count orders</source>
        <translation>не удалось сосчитать заказы</translation>
    </message>
    <message>
        <source>stored orders are new or updated; other states are known of live messages</source>
        <translation>у сохранённых заказов бывает состояние «новый» или «изменён»; остальные известны только в потоке</translation>
    </message>
    <message>
        <source>this took longer than %1 s: narrow the filter, for instance by a date</source>
        <translation>это длилось дольше %1 с: сузьте фильтр, например по дате</translation>
    </message>
    <message>
        <source>the walk through the orders was interrupted</source>
        <translation>просмотр заказов прерван</translation>
    </message>
    <message>
        <source>counting took too long</source>
        <translation>подсчёт длился слишком долго</translation>
    </message>
    <message>
        <source>cannot follow what is stored</source>
        <translation>не удалось следить за сохраняемым</translation>
    </message>
    <message>
        <source>cannot read an order</source>
        <translation>не удалось прочитать заказ</translation>
    </message>
    <message>
        <source>cannot read the revisions of an order</source>
        <translation>не удалось прочитать ревизии заказа</translation>
    </message>
    <message>
        <source>cannot read orders</source>
        <translation>не удалось прочитать заказы</translation>
    </message>
    <message>
        <source>cannot read a dead letter</source>
        <translation>не удалось прочитать отклонённое сообщение</translation>
    </message>
    <message>
        <source>cannot discard a dead letter</source>
        <translation>не удалось удалить отклонённое сообщение</translation>
    </message>
    <message>
        <source>cannot mark a dead letter</source>
        <translation>не удалось пометить отклонённое сообщение</translation>
    </message>
    <message>
        <source>the database does not answer</source>
        <translation>база данных не отвечает</translation>
    </message>
    <message>
        <source>cannot store orders: a text holds U+0000</source>
        <translation>не удалось сохранить заказы: в тексте есть U+0000</translation>
    </message>
    <message>
        <source>cannot store orders: a text is not UTF-8</source>
        <translation>не удалось сохранить заказы: текст не в UTF-8</translation>
    </message>
    <message>
        <source>the migrations inside the program are incomplete</source>
        <translation>миграции внутри программы неполны</translation>
    </message>
    <message>
        <source>cannot read the schema&apos;s version</source>
        <translation>не удалось прочитать версию схемы</translation>
    </message>
    <message>
        <source>cannot read the database&apos;s encoding</source>
        <translation>не удалось прочитать кодировку базы данных</translation>
    </message>
    <message>
        <source>cannot record the schema&apos;s version</source>
        <translation>не удалось записать версию схемы</translation>
    </message>
    <message>
        <source>cannot lock the schema</source>
        <translation>не удалось заблокировать схему</translation>
    </message>
    <message>
        <source>cannot apply the migration %1</source>
        <translation>не удалось применить миграцию %1</translation>
    </message>
    <message>
        <source>the database has schema version %1, this program knows %2 at most</source>
        <translation>схема базы данных имеет версию %1, а эта программа знает лишь версии до %2</translation>
    </message>
    <message>
        <source>start a newer Orderdesk or another database</source>
        <translation>запустите более новый Orderdesk или возьмите другую базу данных</translation>
    </message>
    <message>
        <source>cannot mend a document</source>
        <translation>не удалось исправить документ</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>нет такого файла или папки</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>доступ запрещён</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>в соединении отказано</translation>
    </message>
    <message>
        <source>server closed the connection unexpectedly</source>
        <translation>сервер неожиданно закрыл соединение</translation>
    </message>
    <message>
        <source>must be there</source>
        <translation>должно присутствовать</translation>
    </message>
    <message>
        <source>the message must be a JSON document (RFC 8259), it is empty</source>
        <translation>сообщение должно быть документом JSON (RFC 8259), а оно пустое</translation>
    </message>
    <message>
        <source>this window only watches (--ingest=off)</source>
        <translation>это окно только наблюдает (--ingest=off)</translation>
    </message>
    <message>
        <source>the message counts as without a time: its own is after the year 9999</source>
        <translation>сообщение считается без времени: его собственное позже 9999 года</translation>
    </message>
    <message>
        <source>the consumer group is of another kind: a share group, or consumers of another protocol, use this group id</source>
        <translation>группа потребителей другого вида: этот идентификатор занят группой с общей очередью или потребителями с другим протоколом</translation>
    </message>
    <message>
        <source>choose another group in Preferences ▸ Kafka, or delete that group when nobody uses it any more (kafka-groups, kafka-share-groups)</source>
        <translation>выберите другую группу в «Настройки ▸ Kafka» или удалите ту, когда она больше никому не нужна (kafka-groups, kafka-share-groups)</translation>
    </message>
    <message>
        <source>cannot fill the cache</source>
        <translation>не удалось заполнить кэш</translation>
    </message>
    <message>
        <source>the server or a pooler before it does not take the start of the connection</source>
        <translation>сервер или пул соединений перед ним не принимает начало соединения</translation>
    </message>
    <message>
        <source>a pooler refuses start-up parameters it does not know: take options= out of Preferences ▸ Database ▸ Address, or name options in PgBouncer&apos;s ignore_startup_parameters</source>
        <translation>пул соединений не принимает неизвестных ему параметров запуска: уберите options= из «Настройки ▸ База данных ▸ Адрес» или впишите options в ignore_startup_parameters у PgBouncer</translation>
    </message>
    <message>
        <source>a column that this program does not fill must not be null</source>
        <translation>столбец, который эта программа не заполняет, не может быть пустым</translation>
    </message>
    <message>
        <source>give the column that was added a default, or allow null</source>
        <translation>задайте добавленному столбцу значение по умолчанию или разрешите null</translation>
    </message>
    <message>
        <source>a trigger or function in the database refuses it</source>
        <translation>триггер или функция в базе данных это отклоняет</translation>
    </message>
    <message>
        <source>look at the triggers of Orderdesk&apos;s tables</source>
        <translation>посмотрите на триггеры таблиц Orderdesk</translation>
    </message>
    <message>
        <source>the time of a message is in milliseconds since 1970, before the year 10000; this one counts as without a time: %1</source>
        <translation>время сообщения — миллисекунды с 1970 года, до 10000 года; это сообщение считается без времени: %1</translation>
    </message>
    <message>
        <source>the database does not keep all rows that it was given</source>
        <translation>база данных сохраняет не все переданные ей строки</translation>
    </message>
    <message>
        <source>look for a trigger or a policy on Orderdesk&apos;s tables that drops or hides rows</source>
        <translation>поищите у таблиц Orderdesk триггер или политику, которые отбрасывают или скрывают строки</translation>
    </message>
    <message>
        <source>the database has not answered yet</source>
        <translation>база данных ещё не ответила</translation>
    </message>
    <message>
        <source>let this role create tables: GRANT CREATE ON SCHEMA public TO the role, or let an instance whose role may do it start first</source>
        <translation>разрешите этой роли создавать таблицы: GRANT CREATE ON SCHEMA public TO роль, или сначала запустите экземпляр, роли которого это разрешено</translation>
    </message>
    <message>
        <source>Kafka does not say where the consumer group stands</source>
        <translation>Kafka не сообщает, где стоит группа потребителей</translation>
    </message>
    <message>
        <source>it is being found out where reading begins</source>
        <translation>выясняется, с какого места читать</translation>
    </message>
    <message>
        <source>%1 messages wait behind a transaction that a producer has not finished</source>
        <translation>сообщений ждёт за незавершённой транзакцией отправителя: %1</translation>
    </message>
    <message>
        <source>Kafka ends it after the producer&apos;s transaction.timeout.ms; kafka-transactions.sh find-hanging names one that stays</source>
        <translation>Kafka завершит её по истечении transaction.timeout.ms отправителя; зависшую назовёт kafka-transactions.sh find-hanging</translation>
    </message>
    <message>
        <source>the database had lost what it had committed: %1 messages are read again</source>
        <translation>база данных потеряла зафиксированное: сообщений читается заново: %1</translation>
    </message>
    <message>
        <source>a standby that was behind took over, or a backup was restored; no message is lost</source>
        <translation>работу приняла отставшая резервная база или восстановлена копия; ни одно сообщение не потеряно</translation>
    </message>
    <message>
        <source>the time of a message is not more than a day ahead: between partitions it does not decide which version of an order is newer</source>
        <translation>время сообщения опережает настоящее не больше чем на сутки: между разделами оно не решает, какая версия заказа новее</translation>
    </message>
    <message>
        <source>the database has lost transactions that it had committed</source>
        <translation>база данных потеряла зафиксированные транзакции</translation>
    </message>
    <message>
        <source>a standby that was behind took over, or a backup was restored; what is missing is read from Kafka again</source>
        <translation>работу приняла отставшая резервная база или восстановлена копия; недостающее читается из Kafka заново</translation>
    </message>
    <message>
        <source>the table database_number is empty: it holds one row</source>
        <translation>таблица database_number пуста: в ней должна быть одна строка</translation>
    </message>
    <message>
        <source>cannot read positions</source>
        <translation>не удалось прочитать позиции</translation>
    </message>
    <message>
        <source>cannot store orders: the batch is not sorted</source>
        <translation>не удалось сохранить заказы: пакет не отсортирован</translation>
    </message>
    <message>
        <source>--replace-newer goes with redrive</source>
        <translation>--replace-newer допустим только с redrive</translation>
    </message>
    <message>
        <source>a newer message of this order was stored at %1: sending this one again replaces it</source>
        <translation>более новое сообщение этого заказа сохранено %1: отправленное снова заменит его</translation>
    </message>
</context>
<context>
    <name>orderdesk::SetupAssistant</name>
    <message>
        <source>The settings cannot be read: %1</source>
        <translation>Не удаётся прочитать настройки: %1</translation>
    </message>
    <message>
        <source>Comes from %1 and cannot be changed here</source>
        <translation>Задано в %1, здесь изменить нельзя</translation>
    </message>
    <message>
        <source>tested, works</source>
        <translation>проверено, работает</translation>
    </message>
    <message>
        <source>tested, works in part</source>
        <translation>проверено, работает частично</translation>
    </message>
    <message>
        <source>tested, does not work yet</source>
        <translation>проверено, пока не работает</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>не проверено</translation>
    </message>
    <message>
        <source>Kafka: %1
Database: %2</source>
        <translation>Kafka: %1
База данных: %2</translation>
    </message>
    <message>
        <source>Nothing was changed, so nothing will be written.</source>
        <translation>Ничего не изменено, поэтому ничего не будет записано.</translation>
    </message>
    <message>
        <source>Your settings will be written to %1 and are in force after a restart.</source>
        <translation>Настройки будут записаны в %1 и вступят в силу после перезапуска.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Не сохранено: %1</translation>
    </message>
    <message>
        <source>Saved, but it cannot be restarted from here: quit and start it again.</source>
        <translation>Сохранено, но отсюда программу не перезапустить: закройте её и запустите снова.</translation>
    </message>
</context>
<context>
    <name>orderdesk::StartProblemBox</name>
    <message>
        <source>Orderdesk cannot run like this.</source>
        <translation>Orderdesk не может так работать.</translation>
    </message>
    <message>
        <source>Correct that and start it again.</source>
        <translation>Исправьте это и запустите снова.</translation>
    </message>
</context>
<context>
    <name>orderdesk::StatePanel</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n секунда</numerusform>
            <numerusform>%n секунды</numerusform>
            <numerusform>%n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минута</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n час</numerusform>
            <numerusform>%n часа</numerusform>
            <numerusform>%n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
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
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/с</translation>
    </message>
    <message>
        <source>%1 in the last ten minutes: now %2, at most %3</source>
        <translation>%1 за последние десять минут: сейчас %2, не больше %3</translation>
    </message>
    <message>
        <source>Cache: %1 full</source>
        <translation>Кэш заполнен на %1</translation>
    </message>
    <message>
        <source>%1 orders, %2 of %3, %4 hits, %5 misses</source>
        <translation>заказов: %1, %2 из %3, попаданий: %4, промахов: %5</translation>
    </message>
    <message>
        <source>State of all parts</source>
        <translation>Состояние всех частей</translation>
    </message>
    <message>
        <source>Messages waiting</source>
        <translation>Сообщений ждёт</translation>
    </message>
    <message>
        <source>The oldest waits, at most</source>
        <translation>Старейшее ждёт не дольше</translation>
    </message>
    <message>
        <source>Messages done</source>
        <translation>Обработано сообщений</translation>
    </message>
    <message>
        <source>Consumed since the start</source>
        <translation>Прочитано с запуска</translation>
    </message>
    <message>
        <source>= stored</source>
        <translation>= сохранено</translation>
    </message>
    <message>
        <source>+ unchanged</source>
        <translation>+ без изменений</translation>
    </message>
    <message>
        <source>+ superseded</source>
        <translation>+ устарело</translation>
    </message>
    <message>
        <source>+ dead letters</source>
        <translation>+ не принято</translation>
    </message>
    <message>
        <source>+ in flight</source>
        <translation>+ в работе</translation>
    </message>
    <message>
        <source>Stored with warnings</source>
        <translation>Сохранено с предупреждениями</translation>
    </message>
    <message>
        <source>Deleted by Kafka before they were read</source>
        <translation>Удалено в Kafka до чтения</translation>
    </message>
    <message>
        <source>Cache fill</source>
        <translation>Заполнение кэша</translation>
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
    <message numerus="yes">
        <source>%n new dead letter(s)</source>
        <translation>
            <numerusform>%n новое отклонённое сообщение</numerusform>
            <numerusform>%n новых отклонённых сообщения</numerusform>
            <numerusform>%n новых отклонённых сообщений</numerusform>
        </translation>
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
    <name>orderdesk::TrayIcon</name>
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
        <source>&amp;Hide the window</source>
        <translation>&amp;Скрыть окно</translation>
    </message>
    <message>
        <source>&amp;Show the window</source>
        <translation>&amp;Показать окно</translation>
    </message>
    <message>
        <source>Orderdesk: %1</source>
        <translation>Orderdesk: %1</translation>
    </message>
    <message>
        <source>Orderdesk</source>
        <translation>Orderdesk</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is well again</source>
        <translation>%1: снова в порядке</translation>
    </message>
    <message numerus="yes">
        <source>%n new dead letter(s)</source>
        <translation>
            <numerusform>%n новое отклонённое сообщение</numerusform>
            <numerusform>%n новых отклонённых сообщения</numerusform>
            <numerusform>%n новых отклонённых сообщений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::ViewerNotices</name>
    <message numerus="yes">
        <source>%1 more came in while this window could not follow; they are stored, but not in the live list</source>
        <translation>
            <numerusform>Пришёл ещё %1, пока окно не успевало следить; он сохранён, но в потоке его нет</numerusform>
            <numerusform>Пришло ещё %1, пока окно не успевало следить; они сохранены, но в потоке их нет</numerusform>
            <numerusform>Пришло ещё %1, пока окно не успевало следить; они сохранены, но в потоке их нет</numerusform>
        </translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>The database is away since %1: %2.</source>
        <translation>База данных недоступна с %1: %2.</translation>
    </message>
    <message>
        <source>Nothing is lost: messages wait in Kafka. All goes on by itself when it answers.</source>
        <translation>Ничего не потеряно: сообщения ждут в Kafka. Как только база ответит, всё продолжится само.</translation>
    </message>
    <message>
        <source>What is shown is from before. All goes on by itself when it answers.</source>
        <translation>Показано то, что было раньше. Как только база ответит, всё продолжится само.</translation>
    </message>
    <message>
        <source>Kafka is away since %1: %2. No orders come in; those stored can be looked up. All goes on by itself when it answers.</source>
        <translation>Kafka недоступна с %1: %2. Новые заказы не приходят; сохранённые можно искать. Как только Kafka ответит, всё продолжится само.</translation>
    </message>
</context>
<context>
    <name>orderdesk::WalkButtons</name>
    <message>
        <source>%1 of %2</source>
        <comment>place in a list</comment>
        <translation>%1 из %2</translation>
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
</context>
<context>
    <name>orderdesk::WindowDocks</name>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
</context>
</TS>
