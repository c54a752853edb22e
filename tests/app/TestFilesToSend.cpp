#include "app/FilesToSend.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sys/stat.h>
#include <unistd.h>

using namespace orderdesk;

class TestFilesToSend final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void makesPathsAbsolute();
    void refuses_data();
    void refuses();
    void aRestartDoesNotSendAgain();

private:
    void write(const char* name, QFileDevice::Permissions permissions);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_before;
};

void TestFilesToSend::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    write("a.json", QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    write("secret.json", QFileDevice::WriteOwner);
    QVERIFY(QDir().mkdir(QStringLiteral("folder.d")));
    QCOMPARE(mkfifo("pipe.json", 0600), 0);
}

void TestFilesToSend::cleanup()
{
    QDir::setCurrent(m_before);
}

void TestFilesToSend::write(const char* name, QFileDevice::Permissions permissions)
{
    QFile file{QLatin1String(name)};
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(permissions));
}

void TestFilesToSend::makesPathsAbsolute()
{
    const auto files = filesToSend({QStringLiteral("./a.json"), m_folder->filePath(QStringLiteral("a.json"))});
    QVERIFY(files);
    QCOMPARE(files->size(), 2);
    for (const QString& file : *files)
        QCOMPARE(file, m_folder->filePath(QStringLiteral("a.json")));
    QVERIFY(filesToSend({})->isEmpty());
}

void TestFilesToSend::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << QStringLiteral("gone.json") << QStringLiteral("No such file or directory");
    QTest::newRow("folder") << QStringLiteral("folder.d") << QStringLiteral("it is a folder");
    QTest::newRow("pipe") << QStringLiteral("pipe.json")
                          << QStringLiteral("it is no regular file; `orderdesk send` reads pipes");
    QTest::newRow("not allowed") << QStringLiteral("secret.json") << QStringLiteral("Permission denied");
    QTest::newRow("no way to break a line")
        << QStringLiteral("a\nb.json") << QStringLiteral("No such file or directory");
}

void TestFilesToSend::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, reason);
    if (geteuid() == 0 && reason == QLatin1String("Permission denied"))
        QSKIP("root may read everything");
    const auto files = filesToSend({QStringLiteral("a.json"), name});
    QVERIFY(!files);
    QVERIFY(files.error().code == ErrorCode::InvalidInput);
    QCOMPARE(files.error().message.english(), QString(name.replace(QLatin1Char('\n'), QLatin1String("\\n")) +
                                                      QLatin1String(": cannot be read: ") + reason));
}

void TestFilesToSend::aRestartDoesNotSendAgain()
{
    const QList<QByteArray> arguments{"orderdesk", "--kafka-topic", "a.json", "./a.json", "--strict"};
    QCOMPARE(withoutFiles(arguments, *filesToSend({QStringLiteral("a.json")})),
             QList<QByteArray>({"orderdesk", "--kafka-topic", "a.json", "--strict"}));
    QCOMPARE(withoutFiles(arguments, {}), arguments);
}

ORDERDESK_TEST(TestFilesToSend)
#include "TestFilesToSend.moc"
