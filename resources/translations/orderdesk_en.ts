<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>DisplayText</name>
    <message numerus="yes">
        <source>in %n second(s)</source>
        <translation>
            <numerusform>in %n second</numerusform>
            <numerusform>in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) ago</source>
        <translation>
            <numerusform>%n second ago</numerusform>
            <numerusform>%n seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minute(s)</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hour(s)</source>
        <translation>
            <numerusform>in %n hour</numerusform>
            <numerusform>in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n month(s)</source>
        <translation>
            <numerusform>in %n month</numerusform>
            <numerusform>in %n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s) ago</source>
        <translation>
            <numerusform>%n month ago</numerusform>
            <numerusform>%n months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n year(s)</source>
        <translation>
            <numerusform>in %n year</numerusform>
            <numerusform>in %n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s) ago</source>
        <translation>
            <numerusform>%n year ago</numerusform>
            <numerusform>%n years ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventState</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrderFacts</name>
    <message numerus="yes">
        <source>valid, with %n warning(s)</source>
        <translation>
            <numerusform>valid, with %n warning</numerusform>
            <numerusform>valid, with %n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::AboutDialog</name>
    <message numerus="yes">
        <source>%n broker(s), which do not tell their version</source>
        <translation>
            <numerusform>%n broker, which does not tell its version</numerusform>
            <numerusform>%n brokers, which do not tell their version</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cluster %1, %n broker(s), which do not tell their version</source>
        <translation>
            <numerusform>cluster %1, %n broker, which does not tell its version</numerusform>
            <numerusform>cluster %1, %n brokers, which do not tell their version</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::BrowsePage</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading for %n second(s)…</source>
        <translation>
            <numerusform>Reading for %n second…</numerusform>
            <numerusform>Reading for %n seconds…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Counting for %n second(s)…</source>
        <translation>
            <numerusform>Counting for %n second…</numerusform>
            <numerusform>Counting for %n seconds…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::ConnectionTest</name>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
            <numerusform>%n brokers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::DeadLetterDetail</name>
    <message numerus="yes">
        <source>%n times, last %1</source>
        <translation>
            <numerusform>%n time, last %1</numerusform>
            <numerusform>%n times, last %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::DeadLettersModel</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::DeadLettersPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::ExportDialog</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln written so far</source>
        <translation>
            <numerusform>%Ln written so far</numerusform>
            <numerusform>%Ln written so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln order(s) to %1</source>
        <translation>
            <numerusform>Exported %Ln order to %1</numerusform>
            <numerusform>Exported %Ln orders to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dead letter(s)</source>
        <translation>
            <numerusform>%Ln dead letter</numerusform>
            <numerusform>%Ln dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln dead letter(s) to %1</source>
        <translation>
            <numerusform>Exported %Ln dead letter to %1</numerusform>
            <numerusform>Exported %Ln dead letters to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::FindBar</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::HistoryView</name>
    <message numerus="yes">
        <source>What revision %1 changed of revision %2: %n difference(s)</source>
        <translation>
            <numerusform>What revision %1 changed of revision %2: %n difference</numerusform>
            <numerusform>What revision %1 changed of revision %2: %n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::IngestBanner</name>
    <message numerus="yes">
        <source>%1 message(s) wait in Kafka.</source>
        <translation>
            <numerusform>%1 message waits in Kafka.</numerusform>
            <numerusform>%1 messages wait in Kafka.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::JsonEditPane</name>
    <message numerus="yes">
        <source>%n error(s): it would be refused</source>
        <translation>
            <numerusform>%n error: it would be refused</numerusform>
            <numerusform>%n errors: it would be refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Valid, with %n warning(s)</source>
        <translation>
            <numerusform>Valid, with %n warning</numerusform>
            <numerusform>Valid, with %n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterEditor</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::LetterWorkDialog</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n dead letter(s)?</source>
        <translation>
            <numerusform>Discard %n dead letter?</numerusform>
            <numerusform>Discard %n dead letters?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n message(s) to the topic %1 again?</source>
        <translation>
            <numerusform>Send %n message to the topic %1 again?</numerusform>
            <numerusform>Send %n messages to the topic %1 again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tried without sending: %n would be accepted.</source>
        <translation>
            <numerusform>Tried without sending: %n would be accepted.</numerusform>
            <numerusform>Tried without sending: %n would be accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would come back as a new dead letter.</source>
        <translation>
            <numerusform>%n would come back as a new dead letter.</numerusform>
            <numerusform>%n would come back as new dead letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is no longer there.</source>
        <translation>
            <numerusform>%n is no longer there.</numerusform>
            <numerusform>%n are no longer there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send only the %n that would be accepted</source>
        <translation>
            <numerusform>Send only the %n that would be accepted</numerusform>
            <numerusform>Send only the %n that would be accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send all %n</source>
        <translation>
            <numerusform>Send %n</numerusform>
            <numerusform>Send all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n</source>
        <translation>
            <numerusform>Discard %n</numerusform>
            <numerusform>Discard %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n</source>
        <translation>
            <numerusform>Send %n</numerusform>
            <numerusform>Send %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent again.</source>
        <translation>
            <numerusform>%n message sent again.</numerusform>
            <numerusform>%n messages sent again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s) discarded.</source>
        <translation>
            <numerusform>%n dead letter discarded.</numerusform>
            <numerusform>%n dead letters discarded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed.</source>
        <translation>
            <numerusform>%n failed.</numerusform>
            <numerusform>%n failed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as it was.</source>
        <translation>
            <numerusform>%n left as it was.</numerusform>
            <numerusform>%n left as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be noted at the dead letter: do not send them again.</source>
        <translation>
            <numerusform>%n of them could not be noted at the dead letter: do not send it again.</numerusform>
            <numerusform>%n of them could not be noted at the dead letter: do not send them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would replace an order that was stored from a newer message.</source>
        <translation>
            <numerusform>%n would replace an order that was stored from a newer message.</numerusform>
            <numerusform>%n would replace orders that were stored from newer messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::OrderActions</name>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::OrderDetail</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::RevisionsModel</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::SearchPage</name>
    <message numerus="yes">
        <source>%n order(s) found for “%1”</source>
        <translation>
            <numerusform>%n order found for “%1”</numerusform>
            <numerusform>%n orders found for “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::SeekDialog</name>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 message</numerusform>
            <numerusform>%1 messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <comment>of how many partitions</comment>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) skipped</source>
        <translation>
            <numerusform>%1 message skipped</numerusform>
            <numerusform>%1 messages skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) will be read again</source>
        <translation>
            <numerusform>%1 message will be read again</numerusform>
            <numerusform>%1 messages will be read again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::SendDialog</name>
    <message numerus="yes">
        <source>Send %n order(s)</source>
        <translation>
            <numerusform>Send %n order</numerusform>
            <numerusform>Send %n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n valid</source>
        <translation>
            <numerusform>%n valid</numerusform>
            <numerusform>%n valid</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would be refused and is not sent</source>
        <translation>
            <numerusform>%n would be refused and is not sent</numerusform>
            <numerusform>%n would be refused and are not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>%n sent</numerusform>
            <numerusform>%n sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused, not sent</source>
        <translation>
            <numerusform>%n refused, not sent</numerusform>
            <numerusform>%n refused, not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::SendOrders</name>
    <message numerus="yes">
        <source>%n file(s) were not taken for sending.</source>
        <translation>
            <numerusform>%n file was not taken for sending.</numerusform>
            <numerusform>%n files were not taken for sending.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::StatePanel</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::StatusLine</name>
    <message numerus="yes">
        <source>%n new dead letter(s)</source>
        <translation>
            <numerusform>%n new dead letter</numerusform>
            <numerusform>%n new dead letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::TrayIcon</name>
    <message numerus="yes">
        <source>%n new dead letter(s)</source>
        <translation>
            <numerusform>%n new dead letter</numerusform>
            <numerusform>%n new dead letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orderdesk::ViewerNotices</name>
    <message numerus="yes">
        <source>%1 more came in while this window could not follow; they are stored, but not in the live list</source>
        <translation>
            <numerusform>%1 more came in while this window could not follow; it is stored, but not in the live list</numerusform>
            <numerusform>%1 more came in while this window could not follow; they are stored, but not in the live list</numerusform>
        </translation>
    </message>
</context>
</TS>
