#include "support/TestRegistration.h"
#include "ui/preferences/AddressEdit.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

class TestAddressEdit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversPasswords_data();
    void coversPasswords();
    void coversWhileOneTypes();
    void keepsWhatIsEdited();
    void copiesTheDots();
};

void TestAddressEdit::coversPasswords_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* address, const QString& shown) {
        QTest::newRow(address) << QString::fromUtf8(address) << shown;
    };
    row("postgresql://anna:pw@db/orders", QStringLiteral("postgresql://anna:••@db/orders"));
    row("postgresql://anna:p@w/x@db:5432/orders", QStringLiteral("postgresql://anna:•••••@db:5432/orders"));
    row("postgresql://anna:***@db/orders", QStringLiteral("postgresql://anna:•••@db/orders"));
    row("postgresql://db:5432/orders", QStringLiteral("postgresql://db:5432/orders"));
    row("postgresql://a:1,b:2/orders", QStringLiteral("postgresql://a:1,b:2/orders"));
    row("postgresql://[::1]:5432/orders", QStringLiteral("postgresql://[::1]:5432/orders"));
    row("postgresql:///orders", QStringLiteral("postgresql:///orders"));
    row("postgresql://db/orders?user=a&password=pw&sslmode=require",
        QStringLiteral("postgresql://db/orders?user=a&password=••&sslmode=require"));
    row("host=db password=pw user=a", QStringLiteral("host=db password=•• user=a"));
    row("host=db password = 'p w' user=a", QStringLiteral("host=db password = ••••• user=a"));
    row("host=db passfile=/home/a/.pgpass", QStringLiteral("host=db passfile=/home/a/.pgpass"));
    row("", QString());
}

void TestAddressEdit::coversPasswords()
{
    QFETCH(const QString, address);
    AddressEdit edit;
    edit.setAddress(address);
    QTEST(edit.text(), "shown");
    QCOMPARE(edit.address(), address);
}

void TestAddressEdit::coversWhileOneTypes()
{
    AddressEdit edit;
    edit.show();
    QSignalSpy changed(&edit, &AddressEdit::addressChanged);
    const QString address = QStringLiteral("postgresql://anna:Zz9Q@db/orders");
    QTest::keyClicks(&edit, address.left(18));
    for (const QChar letter : address.mid(18)) {
        QTest::keyClick(&edit, letter.toLatin1());
        QVERIFY2(!edit.text().contains(QLatin1Char('Z')) && !edit.text().contains(QLatin1Char('Q')),
                 qPrintable(edit.text()));
    }
    QCOMPARE(edit.address(), address);
    QCOMPARE(edit.text(), QStringLiteral("postgresql://anna:••••@db/orders"));
    QCOMPARE(changed.count(), address.size());
}

void TestAddressEdit::keepsWhatIsEdited()
{
    AddressEdit edit;
    edit.show();
    edit.setAddress(QStringLiteral("postgresql://anna:abcd@db/orders"));
    edit.setCursorPosition(20);
    QTest::keyClick(&edit, Qt::Key_Backspace);
    QCOMPARE(edit.address(), QStringLiteral("postgresql://anna:acd@db/orders"));
    QTest::keyClick(&edit, Qt::Key_Delete);
    QCOMPARE(edit.address(), QStringLiteral("postgresql://anna:ad@db/orders"));
    QTest::keyClicks(&edit, QStringLiteral("xy"));
    QCOMPARE(edit.address(), QStringLiteral("postgresql://anna:axyd@db/orders"));
    QCOMPARE(edit.cursorPosition(), 21);
    edit.setSelection(18, 4);
    QTest::keyClick(&edit, 'n');
    QCOMPARE(edit.address(), QStringLiteral("postgresql://anna:n@db/orders"));
    edit.end(false);
    QTest::keyClicks(&edit, QStringLiteral("2"));
    QCOMPARE(edit.address(), QStringLiteral("postgresql://anna:n@db/orders2"));
    edit.selectAll();
    QTest::keyClicks(&edit, QStringLiteral("host=db"));
    QCOMPARE(edit.address(), QStringLiteral("host=db"));
    edit.setText(QStringLiteral("postgresql://u:p@h/d")); // as a program types
    QCOMPARE(edit.address(), QStringLiteral("postgresql://u:p@h/d"));
    QCOMPARE(edit.text(), QStringLiteral("postgresql://u:•@h/d"));
}

void TestAddressEdit::copiesTheDots()
{
    AddressEdit edit;
    edit.setAddress(QStringLiteral("postgresql://anna:abcd@db/orders"));
    edit.selectAll();
    edit.copy();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("postgresql://anna:••••@db/orders"));
}

ORDERDESK_GUI_TEST(TestAddressEdit)
#include "TestAddressEdit.moc"
