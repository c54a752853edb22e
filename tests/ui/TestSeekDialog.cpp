#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/status/SeekDialog.h"
#include "ui/words/Language.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

namespace {

SeekPlan planFor(const SeekTarget& target)
{
    SeekPlan plan;
    plan.generation = 7;
    for (std::int32_t number = 0; number < 3; ++number) {
        SeekPlan::Partition partition{QStringLiteral("orders"), number, 100, 5100, 4215, 4215};
        if (target.place == SeekTarget::Place::Beginning)
            partition.target = partition.low;
        else if (target.place == SeekTarget::Place::Time)
            partition.target = partition.end;
        else if (number == target.partition)
            partition.target = target.offset;
        plan.partitions.append(partition);
    }
    return plan;
}

struct Dialog
{
    QList<SeekTarget> targets{};
    QList<SeekDialog::Done> answers{};
    QList<SeekPlan> sought{};
    std::optional<Error> failure{};
    SeekDialog dialog{{[this](const SeekTarget& target, QObject*, const SeekDialog::Done& done) {
                           targets.append(target);
                           answers.append(done);
                       },
                       [this](const SeekPlan& plan, QObject*, const SeekDialog::Done& done) {
                           sought.append(plan);
                           done(failure ? Result<SeekPlan>(tl::unexpected<Error>(*failure)) : plan);
                       }}};

    void answer() { answers.last()(planFor(targets.last())); }
    QString words() const { return dialog.findChild<QLabel*>(QStringLiteral("consequenceLabel"))->text(); }
    QPushButton* confirm() const { return dialog.findChild<QPushButton*>(QStringLiteral("confirmButton")); }
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return dialog.findChild<Widget*>(QLatin1String(name));
    }
};

} // namespace

class TestSeekDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_language.choose(Language::Choice::English); }

    void statesTheConsequenceInNumbers()
    {
        Dialog desk;
        QCOMPARE(desk.targets.size(), 1);
        QVERIFY(!desk.confirm()->isEnabled());
        desk.dialog.show();
        desk.answer();
        // The partitions are known only now; the list makes room for them.
        const auto* list = desk.find<QComboBox>("partitionComboBox");
        QTRY_VERIFY(list->width() >= list->fontMetrics().horizontalAdvance(QStringLiteral("partition 0")) + 20);
        QCOMPARE(desk.words(), QStringLiteral("12,345 messages of 3 partitions will be read again; orders that did not "
                                              "change stay as they are."));
        QVERIFY(desk.confirm()->isEnabled());
        desk.find<QRadioButton>("timeRadioButton")->setChecked(true);
        QVERIFY(!desk.confirm()->isEnabled()); // what was said is void
        desk.answer();
        QVERIFY2(desk.words().startsWith(QStringLiteral("2,655 messages of 3 partitions will be skipped")),
                 qPrintable(desk.words()));
    }

    void seeksWhatWasShown()
    {
        Dialog desk;
        QSignalSpy said(&desk.dialog, &SeekDialog::said);
        desk.answer();
        desk.confirm()->click();
        QCOMPARE(desk.sought, QList<SeekPlan>{planFor({})});
        QCOMPARE(desk.dialog.result(), int(QDialog::Accepted));
        QCOMPARE(said.size(), 1);
        QCOMPARE(said[0][0].toString(), QStringLiteral("12,345 messages will be read again"));
    }

    void toAnOffset()
    {
        Dialog desk;
        desk.answer();
        desk.find<QRadioButton>("offsetRadioButton")->setChecked(true);
        desk.answer();
        QCOMPARE(desk.words(), QStringLiteral("Ingest is there already: nothing changes."));
        QVERIFY(!desk.confirm()->isEnabled());
        auto* partition = desk.find<QComboBox>("partitionComboBox");
        QCOMPARE(partition->count(), 3);
        partition->setCurrentIndex(2);
        Q_EMIT partition->activated(2);
        auto* offset = desk.find<QLineEdit>("offsetLineEdit");
        offset->selectAll();
        QTest::keyClicks(offset, QStringLiteral("4214"));
        desk.answer();
        QCOMPARE(desk.targets.last(), (SeekTarget{SeekTarget::Place::Offset, 2, 4214, {}}));
        QCOMPARE(desk.words(),
                 QStringLiteral("1 message of 1 partition will be read again; orders that did not change stay as they "
                                "are."));
    }

    void anOldAnswerIsVoid()
    {
        Dialog desk;
        desk.find<QRadioButton>("timeRadioButton")->setChecked(true);
        QCOMPARE(desk.answers.size(), 2);
        desk.answers.first()(planFor({}));
        QVERIFY(!desk.confirm()->isEnabled());
    }

    void saysWhyItCannotBeDone()
    {
        Dialog desk;
        desk.answers.last()(failure(ErrorCode::Unavailable, Sentence::tr("no partition")));
        QCOMPARE(desk.words(), QStringLiteral("This cannot be done: no partition"));
        QVERIFY(!desk.confirm()->isEnabled());
        desk.find<QRadioButton>("timeRadioButton")->setChecked(true);
        desk.answer();
        desk.failure = Error{ErrorCode::Conflict, Sentence::tr("shared out anew")};
        desk.confirm()->click();
        QCOMPARE(desk.words(), QStringLiteral("Nothing was changed: shared out anew"));
        QVERIFY(desk.dialog.result() != QDialog::Accepted);
        QVERIFY(desk.find<QWidget>("choices")->isEnabled());
    }

private:
    WindowState m_state{QString()};
    Language m_language{m_state}; ///< for the plurals
};

ORDERDESK_GUI_TEST(TestSeekDialog)
#include "TestSeekDialog.moc"
