#include "support/TestRegistration.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ThemeChoice.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialogButtonBox>
#include <QImage>
#include <QMessageBox>
#include <QProxyStyle>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace orderdesk;

namespace {

constexpr double leastForText = 4.5;   // WCAG 2.2, 1.4.3
constexpr double leastForGlyphs = 3.0; // 1.4.11

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QString report(const QString& what, const QColor& text, const QColor& ground)
{
    return QStringLiteral("%1: %2 on %3 is %4:1")
        .arg(what, text.name(), ground.name())
        .arg(contrast(text, ground), 0, 'f', 2);
}

/// One `selector { … }` of a style sheet.
struct Rule
{
    QString selector;
    QColor color;
    QColor background;
    QColor selectionColor;
    QColor selectionBackground;
};

QColor property(const QString& body, const QString& name)
{
    const QRegularExpression pattern(QStringLiteral("(?:^|[;\\s])%1:\\s*(#[0-9a-f]{6})").arg(name));
    const auto match = pattern.match(body);
    return match.hasMatch() ? QColor(match.captured(1)) : QColor();
}

QList<Rule> rulesOf(QString sheet)
{
    sheet.remove(QRegularExpression(QStringLiteral("/\\*.*?\\*/"), QRegularExpression::DotMatchesEverythingOption));
    static const QRegularExpression form(QStringLiteral("([^{}]+)\\{([^}]*)\\}"));
    QList<Rule> rules;
    for (const auto& match : form.globalMatch(sheet)) {
        const QString body = match.captured(2);
        rules.append({match.captured(1).simplified(), property(body, QStringLiteral("color")),
                      property(body, QStringLiteral("background")), property(body, QStringLiteral("selection-color")),
                      property(body, QStringLiteral("selection-background-color"))});
    }
    return rules;
}

} // namespace

class TestTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { theme::apply(theme::Choice::System); }
    void knowsItsNames();
    void givesThePaletteBackToTheSystem();
    void contrastKnowsBlackAndWhite();
    void textIsReadable_data();
    void textIsReadable();
    void rulesOfTheSheetAreReadable_data() { textIsReadable_data(); }
    void rulesOfTheSheetAreReadable();
    void leavesNoColourUnnamed_data() { textIsReadable_data(); }
    void leavesNoColourUnnamed();
    void hasThePicturesItNames_data() { textIsReadable_data(); }
    void hasThePicturesItNames();
    void thePrimaryButtonKeepsItsColour_data() { textIsReadable_data(); }
    void thePrimaryButtonKeepsItsColour();
    void buttonsOfDialogsHaveNoIcons();
};

void TestTheme::knowsItsNames()
{
    for (const auto choice : {theme::Choice::System, theme::Choice::Light, theme::Choice::Dark})
        QCOMPARE(theme::choiceFromName(theme::choiceName(choice)), choice);
    QCOMPARE(theme::choiceFromName(QStringLiteral("purple")), theme::Choice::System);
    QCOMPARE(theme::choiceFromName({}), theme::Choice::System);
}

void TestTheme::givesThePaletteBackToTheSystem()
{
    const QColor before = QGuiApplication::palette().color(QPalette::Window);
    theme::apply(theme::Choice::Dark);
    QVERIFY(theme::isDark());
    theme::apply(theme::Choice::Light);
    QVERIFY(!theme::isDark());
    theme::apply(theme::Choice::System);
    QCOMPARE(QGuiApplication::palette().color(QPalette::Window), before);
}

void TestTheme::contrastKnowsBlackAndWhite()
{
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 0.01);
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<int>("choice");
    QTest::newRow("light") << static_cast<int>(theme::Choice::Light);
    QTest::newRow("dark") << static_cast<int>(theme::Choice::Dark);
}

void TestTheme::textIsReadable()
{
    QFETCH(const int, choice);
    theme::apply(static_cast<theme::Choice>(choice));
    const QPalette palette = QGuiApplication::palette();
    const QColor base = palette.color(QPalette::Base);
    const QColor window = palette.color(QPalette::Window);
    const auto check = [](const QString& what, const QColor& text, const QColor& ground) {
        QVERIFY2(contrast(text, ground) >= leastForText, qPrintable(report(what, text, ground)));
    };
    using Role = QPalette::ColorRole;
    for (const auto& [name, text, ground] : std::initializer_list<std::tuple<const char*, Role, Role>>{
             {"text", Role::Text, Role::Base},
             {"alternating rows", Role::Text, Role::AlternateBase},
             {"window text", Role::WindowText, Role::Window},
             {"button", Role::ButtonText, Role::Button},
             {"tool tip", Role::ToolTipText, Role::ToolTipBase},
             {"placeholder", Role::PlaceholderText, Role::Base},
             {"selection", Role::HighlightedText, Role::Highlight}})
        check(QLatin1String(name), palette.color(text), palette.color(ground));
    for (const QColor& ground : {base, window})
        check(QStringLiteral("muted"), theme::mutedText(), ground);
    check(QStringLiteral("on accent"), theme::onAccent(), theme::toneText(Tone::Info));
    for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Good, Tone::Warning, Tone::Bad}) {
        check(QStringLiteral("badge"), theme::toneText(tone), theme::toneGround(tone));
        check(QStringLiteral("words of a tone"), theme::toneText(tone), base);
        check(QStringLiteral("words of a tone"), theme::toneText(tone), window);
        QVERIFY(contrast(theme::toneText(tone), window) >= leastForGlyphs);
    }
    // What is switched off needs no contrast by the letter; it shall be readable as a glyph all the same.
    QVERIFY(contrast(palette.color(QPalette::Disabled, QPalette::Text), base) >= leastForGlyphs);
    QVERIFY(contrast(palette.color(QPalette::Disabled, QPalette::ButtonText), palette.color(QPalette::Button)) >=
            leastForGlyphs);
}

void TestTheme::rulesOfTheSheetAreReadable()
{
    QFETCH(const int, choice);
    theme::apply(static_cast<theme::Choice>(choice));
    const QPalette palette = QGuiApplication::palette();
    int checked = 0;
    const auto check = [&checked](const Rule& rule, const QColor& text, const QColor& ground) {
        ++checked;
        QVERIFY2(contrast(text, ground) >= leastForText, qPrintable(report(rule.selector, text, ground)));
    };
    for (const Rule& rule : rulesOf(theme::styleSheet())) {
        // A rule that sets only one of the two stands on the other's usual values.
        const QColor text = rule.color.isValid() ? rule.color : palette.color(QPalette::Text);
        const bool isLine =
            rule.selector.contains(QLatin1String("QScrollBar")) || rule.selector.contains(QLatin1String("separator")) ||
            rule.selector.contains(QLatin1String("QSplitter")) || rule.selector.contains(QLatin1String("indicator"));
        if (rule.background.isValid() && !isLine)
            check(rule, text, rule.background);
        if (rule.color.isValid() && !rule.background.isValid()) {
            // On the accent only what says so.
            const bool onAccent = rule.selector.contains(QLatin1String("primary"));
            check(rule, rule.color, onAccent ? theme::toneText(Tone::Info) : palette.color(QPalette::Base));
            if (!onAccent)
                check(rule, rule.color, palette.color(QPalette::Window));
        }
        if (rule.selectionBackground.isValid())
            check(rule, rule.selectionColor.isValid() ? rule.selectionColor : text, rule.selectionBackground);
    }
    QVERIFY(checked > 20);
}

void TestTheme::leavesNoColourUnnamed()
{
    QFETCH(const int, choice);
    theme::apply(static_cast<theme::Choice>(choice));
    const QString sheet = theme::styleSheet();
    QVERIFY(!sheet.isEmpty());
    const auto left = QRegularExpression(QStringLiteral("@[a-z]+")).match(sheet.section(QStringLiteral("*/"), 1));
    QVERIFY2(!left.hasMatch(), qPrintable(left.captured()));
}

/// Check marks, dots and arrows: without its file a box looks as if it were never checked.
void TestTheme::hasThePicturesItNames()
{
    QFETCH(const int, choice);
    theme::apply(static_cast<theme::Choice>(choice));
    const QString sheet = theme::styleSheet();
    static const QRegularExpression url(QStringLiteral("url\\(([^)]*)\\)"));
    int found = 0;
    for (const auto& match : url.globalMatch(sheet)) {
        const QImage picture(match.captured(1));
        QVERIFY2(!picture.isNull(), qPrintable(match.captured(1)));
        ++found;
    }
    QVERIFY(found >= 6);
}

void TestTheme::thePrimaryButtonKeepsItsColour()
{
    QFETCH(const int, choice);
    theme::apply(static_cast<theme::Choice>(choice));
    static const QRegularExpression rule(
        QStringLiteral("QPushButton\\[primary=\"true\"\\]:hover \\{ background: (#[0-9a-f]{6})"));
    const QColor ground(rule.match(theme::styleSheet()).captured(1));
    const QColor accent = theme::toneText(Tone::Info);
    QVERIFY(ground.isValid() && ground != accent);
    QVERIFY2(qAbs(ground.hslHue() - accent.hslHue()) < 20 && ground.hslSaturation() > 60, qPrintable(ground.name()));
}

/// A style whose buttons have icons, as that of X11 without a desktop.
class IconStyle final : public QProxyStyle
{
public:
    using QProxyStyle::QProxyStyle;

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 1 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

void TestTheme::buttonsOfDialogsHaveNoIcons()
{
    const QString usual = QApplication::style()->name();
    QApplication::setStyle(new IconStyle(usual));
    QWidget window;
    const QDialogButtonBox before(QDialogButtonBox::Close, &window);
    QVERIFY(!before.button(QDialogButtonBox::Close)->icon().isNull());
    window.setStyleSheet(theme::styleSheet());
    const QDialogButtonBox box(QDialogButtonBox::Close | QDialogButtonBox::Cancel, &window);
    const QMessageBox question(QMessageBox::Question, {}, {}, QMessageBox::Cancel, &window);
    for (const QAbstractButton* button : box.buttons() + question.buttons())
        QVERIFY(button->icon().isNull());
    QApplication::setStyle(usual);
}

ORDERDESK_GUI_TEST(TestTheme)
#include "TestTheme.moc"
