#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/preferences/AboutDialog.h"
#include "ui/window/MainWindow.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace orderdesk;

namespace {

QString fact(const QDialog& dialog, const char* id)
{
    const auto* label = dialog.findChild<QLabel*>(QLatin1String(id) + QStringLiteral("Fact"));
    return label ? label->text() : QStringLiteral("(no such fact)");
}

} // namespace

class TestAboutDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoAnswers();
    void saysWhatIsNotConnected();
    void asksAndDoesNotWait();
    void survivesItsQuestions();
    void opensFromTheMenu();
};

void TestAboutDialog::saysWhoAnswers()
{
    SampleBackend sample;
    const WindowBackend backend = sample.window();
    AboutDialog dialog(backend);
    dialog.show();
    QTRY_COMPARE(fact(dialog, "aboutDatabase"), QStringLiteral("15.10 (Debian 15.10-0+deb12u1), tables of version 3"));
    QTRY_COMPARE(fact(dialog, "aboutKafka"),
                 QStringLiteral("cluster 4L6g3nShT-eMCtK--X86sw, 1 broker, which does not tell its version"));
    QCOMPARE(fact(dialog, "about-librdkafka"), QStringLiteral("2.0.2"));
    QCOMPARE(fact(dialog, "aboutQt"), QString::fromLatin1(qVersion()));
    dialog.findChild<QPushButton*>(QStringLiteral("copyVersionsButton"))->click();
    const QStringList copied = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(copied.size(), 7);
    QVERIFY(copied.contains(QStringLiteral("PostgreSQL: 15.10 (Debian 15.10-0+deb12u1), tables of version 3")));
    QVERIFY(copied.contains(QStringLiteral("libpq: 15.10")));
    QVERIFY(copied.constFirst().startsWith(QStringLiteral("Orderdesk: ")));
}

void TestAboutDialog::saysWhatIsNotConnected()
{
    SampleBackend sample;
    sample.databaseFound = failure(ErrorCode::Unavailable, Sentence::tr("connection refused"));
    sample.clusterFound = failure(ErrorCode::Unavailable, Sentence::tr("connection refused"));
    const WindowBackend backend = sample.window();
    const AboutDialog dialog(backend);
    QTRY_COMPARE(fact(dialog, "aboutDatabase"), QStringLiteral("not connected: connection refused"));
    QTRY_COMPARE(fact(dialog, "aboutKafka"), QStringLiteral("not connected: connection refused"));
}

void TestAboutDialog::asksAndDoesNotWait()
{
    SampleBackend sample;
    WindowBackend backend = sample.window();
    std::function<void(Result<DatabaseFinding>)> answer;
    backend.askDatabase = [&answer](QObject*, std::function<void(Result<DatabaseFinding>)> done) {
        answer = std::move(done);
    };
    const AboutDialog dialog(backend);
    QCOMPARE(fact(dialog, "aboutDatabase"), QStringLiteral("asking…"));
    QTRY_VERIFY(fact(dialog, "aboutKafka").startsWith(QStringLiteral("cluster")));
    QCOMPARE(fact(dialog, "aboutDatabase"), QStringLiteral("asking…"));
    answer(DatabaseFinding{QStringLiteral("16.1"), 0, false, true});
    QCOMPARE(fact(dialog, "aboutDatabase"), QStringLiteral("16.1"));
}

void TestAboutDialog::survivesItsQuestions()
{
    SampleBackend sample;
    const WindowBackend backend = sample.window();
    {
        const AboutDialog dialog(backend);
    }
    QCoreApplication::processEvents(); // the answers come to nobody
    WindowBackend silent = sample.window();
    silent.askDatabase = {};
    silent.askKafka = {};
    const AboutDialog dialog(silent);
    QVERIFY(!dialog.text().contains(QStringLiteral("Kafka")));
}

void TestAboutDialog::opensFromTheMenu()
{
    SampleBackend sample;
    MainWindow window(sample.window());
    window.show();
    window.findChild<QAction*>(QStringLiteral("aboutAction"))->trigger();
    auto* dialog = window.findChild<AboutDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QTRY_VERIFY(dialog->text().contains(QStringLiteral("4L6g3nShT-eMCtK--X86sw")));
    dialog->findChild<QPushButton*>(QStringLiteral("closeAboutButton"))->click();
    QTRY_VERIFY(!window.findChild<AboutDialog*>());
}

ORDERDESK_GUI_TEST(TestAboutDialog)
#include "TestAboutDialog.moc"
