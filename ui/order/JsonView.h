#pragma once

#include "domain/Message.h"
#include "domain/StoredOrder.h"
#include "words/Result.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class JsonView;
}

namespace orderdesk {

class OrderActions;
class TextFinder;

/// The JSON of one order: indented, as it is stored, or exactly as it was received, which is asked of Kafka when a
/// person wants to see it. With a search field (Ctrl+F, F3, Shift+F3 while the focus is in here). Main thread only.
class JsonView final : public QWidget
{
    Q_OBJECT

public:
    enum Form { Indented, Stored, Received };
    /// More than this is not laid out, only copied; of a text with a longer line than mostInALine only so much, because
    /// the time for a line grows with the square of its length.
    static constexpr qsizetype mostShown = 512 * 1024;
    static constexpr qsizetype mostInALine = 32 * 1024;

    explicit JsonView(OrderActions& actions, QWidget* parent = nullptr);
    ~JsonView() override;

    void setOrder(const std::optional<StoredOrder>& order);
    void setFetchable(bool fetchable); ///< false: nobody can be asked for what was received
    /// The answer to rawWanted(); ignored when another order is shown by now.
    void showReceived(const MessagePosition& position, const Result<Message>& message);

    /// Ctrl+F, F3, Shift+F3: what its search field answers to. For who holds it, too. False: it is none of them.
    static bool isFindKey(const QKeyEvent& key);
    bool takeFindKey(const QKeyEvent& key);

Q_SIGNALS:
    void rawWanted(const orderdesk::MessagePosition& position);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void followFont();
    Form form() const;
    void connectFind();
    void showForm();
    void askKafka();
    void showText(const QByteArray& bytes);
    void showNote(const QString& words, bool retry);
    void updateFind();
    void paintIcons();
    QString receivedNote(const Message& message) const;
    QByteArray shownBytes() const;

    std::unique_ptr<Ui::JsonView> m_ui;
    OrderActions& m_actions;
    TextFinder* m_finder;
    std::optional<StoredOrder> m_order;
    std::optional<Result<Message>> m_received;
    bool m_asked = false;
};

} // namespace orderdesk
