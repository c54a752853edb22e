#include "ui/window/TrayIcon.h"

#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/status/StateWords.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int side = 64;
constexpr int glyphSide = 38;

QString partName(const QString& part)
{
    if (part == QLatin1String("kafka"))
        return TrayIcon::tr("Kafka");
    if (part == QLatin1String("ingest"))
        return TrayIcon::tr("Ingest");
    if (part == QLatin1String("database"))
        return TrayIcon::tr("Database");
    return TrayIcon::tr("HTTP");
}

QIcon iconOf(const BadgeContent& words)
{
    QPixmap drawn = theme::pixmap(QStringLiteral("orderdesk"), Qt::black, side, 1);
    if (drawn.isNull()) {
        drawn = QPixmap(side, side);
        drawn.fill(Qt::transparent);
    }
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect corner(side - glyphSide, side - glyphSide, glyphSide, glyphSide);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::toneGround(words.tone));
    painter.drawEllipse(corner);
    painter.drawPixmap(corner, theme::pixmap(words.icon, theme::toneText(words.tone), glyphSide, 1));
    painter.end();
    return {drawn};
}

} // namespace

TrayIcon::TrayIcon(WindowState& state, QWidget* window, QAction* pause, QAction* quit)
    : QObject(window)
    , m_state(state)
    , m_window(window)
    , m_pause(pause)
    , m_quit(quit)
{
    connect(&state, &WindowState::changed, this, [this](const QString& key) {
        if (key == windowsettings::trayEnabled)
            follow();
    });
    // Closing the last window ends the program only when it was to be seen.
    connect(quit, &QAction::triggered, this, [this] {
        if (m_icon && !m_window->isVisible())
            QCoreApplication::quit();
    });
    follow();
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::follow()
{
    const bool wanted = m_state.flag(windowsettings::trayEnabled, false) && QSystemTrayIcon::isSystemTrayAvailable();
    if (wanted == static_cast<bool>(m_icon))
        return;
    m_painted.reset();
    if (!wanted) {
        m_icon.reset();
        m_menu.reset();
        m_window->show(); // else there would be no way back to it
        return;
    }
    m_menu = std::make_unique<QMenu>();
    m_toggle = m_menu->addAction(QString(), this, &TrayIcon::toggleWindow);
    if (m_pause)
        m_menu->addAction(m_pause);
    m_menu->addSeparator();
    m_menu->addAction(m_quit);
    connect(m_menu.get(), &QMenu::aboutToShow, this,
            [this] { m_toggle->setText(m_window->isVisible() ? tr("&Hide the window") : tr("&Show the window")); });
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            toggleWindow();
    });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, [this] {
        m_window->show();
        m_window->raise();
        m_window->activateWindow();
    });
    paint(ComponentState::Level::Starting);
    m_icon->show();
}

void TrayIcon::toggleWindow()
{
    if (m_window->isVisible() && !m_window->isMinimized()) {
        m_window->hide();
        return;
    }
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void TrayIcon::paint(ComponentState::Level worst)
{
    if (m_painted == worst)
        return;
    m_painted = worst;
    const BadgeContent words = stateWords({worst, {}, {}, {}});
    m_icon->setIcon(iconOf(words));
    m_icon->setToolTip(tr("Orderdesk: %1").arg(words.text));
}

void TrayIcon::showValues(const StatusLine::Values& values)
{
    const auto notices = m_watch.look(values, std::chrono::steady_clock::now());
    if (!m_icon)
        return;
    paint(TroubleWatch::worst(values));
    if (notices.isEmpty())
        return;
    const bool bad = std::any_of(notices.begin(), notices.end(), [](const TroubleWatch::Notice& notice) {
        return notice.kind == TroubleWatch::Notice::Kind::Trouble;
    });
    m_icon->showMessage(tr("Orderdesk"), wordsOf(notices),
                        bad ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

QString TrayIcon::wordsOf(const QList<TroubleWatch::Notice>& notices)
{
    QStringList lines;
    for (const TroubleWatch::Notice& notice : notices) {
        switch (notice.kind) {
        case TroubleWatch::Notice::Kind::Trouble:
            lines += tr("%1: %2").arg(partName(notice.part), text::sentence(notice.cause));
            break;
        case TroubleWatch::Notice::Kind::Recovery:
            lines += tr("%1 is well again").arg(partName(notice.part));
            break;
        case TroubleWatch::Notice::Kind::DeadLetters:
            lines += tr("%n new dead letter(s)", nullptr,
                        static_cast<int>(std::min<std::int64_t>(notice.count, 1'000'000'000)));
            break;
        }
    }
    return lines.join(u'\n');
}

} // namespace orderdesk
