#include "ui/window/ShortcutsDialog.h"

#include "ui/window/ShortcutList.h"
#include "ui_ShortcutsDialog.h"

#include <QDialog>
#include <QHeaderView>
#include <QMainWindow>

#include <memory>

namespace orderdesk {

namespace {

void fill(QTreeWidget& tree, const QList<ShortcutGroup>& groups)
{
    for (const ShortcutGroup& group : groups) {
        auto* top = new QTreeWidgetItem(&tree, {group.title});
        top->setFirstColumnSpanned(true);
        top->setFlags(Qt::ItemIsEnabled);
        QFont bold = tree.font();
        bold.setBold(true);
        top->setFont(0, bold);
        for (const Shortcut& shortcut : group.shortcuts)
            new QTreeWidgetItem(top, {shortcut.words, shortcut.keys});
    }
    tree.expandAll();
    tree.header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree.header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree.header()->setStretchLastSection(false);
}

void filter(const QTreeWidget& tree, const QString& text)
{
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = tree.topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* item = group->child(j);
            const bool matches =
                item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!matches);
            any = any || matches;
        }
        group->setHidden(!any);
    }
}

} // namespace

void showShortcuts(QMainWindow* window)
{
    auto* dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    Ui::ShortcutsDialog ui;
    ui.setupUi(dialog);
    fill(*ui.shortcutsTree, shortcutsOf(*window));
    const QTreeWidget* tree = ui.shortcutsTree;
    QObject::connect(ui.shortcutFilterLineEdit, &QLineEdit::textChanged, dialog,
                     [tree](const QString& text) { filter(*tree, text); });
    dialog->open();
}

} // namespace orderdesk
