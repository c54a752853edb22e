#include "ui/AboutDialog.h"

#include "ui/theme/Theme.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSysInfo>

namespace orderdesk {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("AboutDialog", source);
}

} // namespace

QString versionsText(const QStringList& versions)
{
    QStringList lines{QStringLiteral("Orderdesk ") + QCoreApplication::applicationVersion(),
                      QStringLiteral("Qt ") + QLatin1String(qVersion())};
    lines += versions;
    lines += QSysInfo::prettyProductName();
    return lines.join(QLatin1Char('\n'));
}

void showAbout(const QStringList& versions, QWidget* parent)
{
    auto* box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(translated(QT_TRANSLATE_NOOP("AboutDialog", "About Orderdesk")));
    box->setIconPixmap(theme::pixmap(QStringLiteral("orderdesk"), Qt::black, 64, parent->devicePixelRatioF()));
    box->setText(translated(QT_TRANSLATE_NOOP(
        "AboutDialog", "Orderdesk takes orders from Kafka, checks them, keeps them in PostgreSQL and shows them.")));
    box->setInformativeText(versionsText(versions));
    box->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    QPushButton* copy =
        box->addButton(translated(QT_TRANSLATE_NOOP("AboutDialog", "Copy versions")), QMessageBox::ActionRole);
    copy->disconnect(box);
    QObject::connect(copy, &QPushButton::clicked, box,
                     [versions] { QGuiApplication::clipboard()->setText(versionsText(versions)); });
    box->addButton(QMessageBox::Close);
    box->open();
}

} // namespace orderdesk
