#include "CutTexts.h"

#include "ui/widgets/CompactButton.h"
#include "ui/widgets/ElidedLabel.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>

#include <algorithm>

namespace orderdesk::test {

namespace {

QString nameOf(const QWidget* widget)
{
    QStringList path;
    for (; widget && path.size() < 3; widget = widget->parentWidget()) {
        if (!widget->objectName().startsWith(QLatin1String("qt_")) && !widget->objectName().isEmpty())
            path.prepend(widget->objectName());
        else if (path.isEmpty())
            path.prepend(QLatin1String(widget->metaObject()->className()));
    }
    return path.join(QLatin1Char('/'));
}

QString sizeText(const QSize& size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

class Finder
{
public:
    QStringList found;

    void look(const QWidget* widget)
    {
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            lookAtLabel(label);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            lookAtButton(button);
        else if (const auto* combo = qobject_cast<const QComboBox*>(widget))
            lookAtCombo(combo);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            lookAtTabs(tabs);
        else if (const auto* header = qobject_cast<const QHeaderView*>(widget))
            lookAtHeader(header);
        else if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
            compare(edit, QSize(0, edit->fontMetrics().height()), edit->size(), edit->text());
        else if (const auto* list = qobject_cast<const QListWidget*>(widget))
            lookAtList(list);
        else if (const auto* table = qobject_cast<const QTableView*>(widget))
            compare(table, QSize(0, table->fontMetrics().height()),
                    QSize(0, table->verticalHeader()->defaultSectionSize()), QStringLiteral("(row)"));
    }

    void compare(const QWidget* widget, const QSize& needed, const QSize& has, const QString& text)
    {
        constexpr int slack = 1; // fractions of a pixel
        if (needed.width() > has.width() + slack || needed.height() > has.height() + slack)
            found += QStringLiteral("%1 needs %2, has %3: %4")
                         .arg(nameOf(widget), sizeText(needed), sizeText(has), text.simplified().left(400));
    }

private:
    void lookAtLabel(const QLabel* label)
    {
        if (label->text().isEmpty())
            return;
        if (qobject_cast<const ElidedLabel*>(label)) {
            compare(label, QSize(0, label->sizeHint().height()), label->size(), label->text());
            return;
        }
        place(label, label->text());
        if (!label->wordWrap()) {
            compare(label, label->sizeHint(), label->size(), label->text());
            return;
        }
        int longest = 0;
        for (const QString& word : label->text().split(QLatin1Char(' ')))
            longest = std::max(longest, label->fontMetrics().horizontalAdvance(word));
        // What has no space to break at (an address, a number) is broken where it must.
        longest = std::min(longest, label->fontMetrics().averageCharWidth() * 18);
        compare(label, QSize(longest, label->heightForWidth(label->width())), label->size(), label->text());
    }

    void lookAtButton(const QAbstractButton* button)
    {
        const bool isOfQt = qobject_cast<const QLineEdit*>(button->parentWidget()) ||
                            qobject_cast<const QTabBar*>(button->parentWidget()) ||
                            qobject_cast<const QDockWidget*>(button->parentWidget()) ||
                            button->objectName().startsWith(QLatin1String("qt_"));
        if (isOfQt || (button->text().isEmpty() && button->icon().isNull()))
            return;
        place(button, button->text());
        // One that may be its icon alone says its words in the tool tip.
        const bool gives = qobject_cast<const CompactButton*>(button) && !button->toolTip().isEmpty();
        compare(button, gives ? button->minimumSizeHint() : button->sizeHint(), button->size(), button->text());
    }

    void lookAtCombo(const QComboBox* combo)
    {
        place(combo, combo->currentText());
        if (combo->toolTip().contains(combo->currentText()))
            return; // it says what may not fit
        QStyleOptionComboBox option;
        option.initFrom(combo);
        option.editable = combo->isEditable();
        const QRect room =
            combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
        compare(combo,
                QSize(combo->fontMetrics().horizontalAdvance(combo->currentText()), combo->fontMetrics().height()),
                room.size(), combo->currentText());
    }

    void lookAtTabs(const QTabBar* tabs)
    {
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->isTabVisible(i))
                compare(tabs,
                        QSize(tabs->fontMetrics().size(Qt::TextShowMnemonic, tabs->tabText(i)).width(),
                              tabs->fontMetrics().height()),
                        tabs->tabRect(i).size(), tabs->tabText(i));
        }
        compare(tabs, QSize(0, tabs->sizeHint().height()), tabs->size(), QStringLiteral("(tabs)"));
    }

    void lookAtHeader(const QHeaderView* header)
    {
        if (header->orientation() != Qt::Horizontal || !header->model())
            return;
        for (int i = 0; i < header->count(); ++i) {
            if (!header->isSectionHidden(i))
                compare(header, QSize(header->sectionSizeHint(i), header->sizeHint().height()),
                        QSize(header->sectionSize(i), header->height()),
                        header->model()->headerData(i, Qt::Horizontal).toString());
        }
    }

    /// A list that does not scroll sideways.
    void lookAtList(const QListWidget* list)
    {
        int widest = 0;
        for (int row = 0; row < list->count(); ++row)
            widest = std::max(widest, list->fontMetrics().horizontalAdvance(list->item(row)->text()));
        if (list->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff && !list->wordWrap())
            compare(list, QSize(widest, 0), list->viewport()->size(), QStringLiteral("(list)"));
    }

    /// Outside of something that does not scroll.
    void place(const QWidget* widget, const QString& text)
    {
        QRect rect = widget->rect();
        for (const QWidget* at = widget; !at->isWindow() && at->parentWidget(); at = at->parentWidget()) {
            const QWidget* parent = at->parentWidget();
            rect.translate(at->pos());
            const auto* area = qobject_cast<const QAbstractScrollArea*>(parent->parentWidget());
            if (area && area->viewport() == parent) {
                const bool isReached = area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff ||
                                       (rect.left() >= 0 && rect.right() <= parent->width());
                if (!isReached)
                    found += QStringLiteral("%1 ends at %2 of %3: %4")
                                 .arg(nameOf(widget))
                                 .arg(rect.right())
                                 .arg(parent->width())
                                 .arg(text.simplified().left(60));
                return;
            }
            if (!parent->rect().adjusted(-1, -1, 1, 1).contains(rect)) {
                found += QStringLiteral("%1 at %2,%3 %4 is not in %5 of %6: %7")
                             .arg(nameOf(widget))
                             .arg(rect.x())
                             .arg(rect.y())
                             .arg(sizeText(rect.size()), nameOf(parent), sizeText(parent->size()),
                                  text.simplified().left(60));
                return;
            }
        }
    }
};

} // namespace

/// The innermost widgets that make a window wide.
QString widest(const QWidget* window, int width)
{
    QStringList names;
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        const bool isWide = widget->isVisible() && widget->minimumSizeHint().width() > width / 4;
        if (isWide && !widget->findChild<QWidget*>())
            names += QStringLiteral("%1 %2").arg(nameOf(widget)).arg(widget->minimumSizeHint().width());
    }
    return names.join(QStringLiteral("; "));
}

QStringList cutTexts(const QSize& screen)
{
    Finder finder;
    for (const QWidget* widget : QApplication::allWidgets()) {
        const QWidget* window = widget->window();
        if (!widget->isVisible() || window->inherits("QTipLabel") || qobject_cast<const QFileDialog*>(window) ||
            window->inherits("QComboBoxPrivateContainer") || qobject_cast<const QMenu*>(widget))
            continue;
        if (widget == window)
            finder.compare(widget, widget->minimumSizeHint().expandedTo(widget->minimumSize()), screen,
                           QStringLiteral("(window) ") + widest(widget, screen.width()));
        finder.look(widget);
    }
    return finder.found;
}

} // namespace orderdesk::test
