#pragma once

#include "domain/Timestamp.h"
#include "ui/widgets/Tone.h"

#include <QGridLayout>
#include <QLabel>
#include <QList>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include <optional>

namespace orderdesk {

/// One thing known: a label, its value, perhaps a badge's tone for it.
struct Fact
{
    QString id; ///< the value label's object name is `id` + "Fact"
    QString label;
    QString value;
    QString icon = {}; ///< beside the value, in `tone`
    Tone tone = Tone::Neutral;
    bool monospaced = false;
    std::optional<Timestamp> time = {}; ///< how long ago that is stands below the value and goes on with the clock
};

/// Facts, one a line, each value selectable and with a button that copies it. Facts without a value are left out.
class FactList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget* parent = nullptr);

    /// The way of something, step by step: the icons stand in front, joined by a line; facts without one belong to the
    /// step above. To be said before the first facts.
    void showAsSteps();

    void setFacts(const QList<Fact>& facts);

Q_SIGNALS:
    void copyWanted(const QString& value, const QString& label);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row
    {
        QLabel* label = nullptr;
        QLabel* icon = nullptr;
        QLabel* value = nullptr;
        QToolButton* copy = nullptr;
        QLabel* age = nullptr;
        std::optional<Timestamp> time;
        bool isStep = false;
        bool isMonospaced = false;
    };
    Row makeRow();
    void placeRow(int index);
    bool isNarrowAt(int width) const;
    void fillRow(Row& row, const Fact& fact);
    void setFonts(const Row& row) const;
    void tellAges();
    void fitLabels();
    void fitWidth();

    QGridLayout* m_grid;
    bool m_steps = false;
    bool m_narrow = false; ///< large fonts in a small pane: the values stand below their labels
    QList<Row> m_rows;     ///< reused; those too many are hidden
    QTimer m_clock;        ///< runs while a fact has a time
};

} // namespace orderdesk
