#pragma once

#include "ui/backend/WindowBackend.h"

#include <QDialog>

#include <memory>

namespace Ui {
class AboutDialog;
}

namespace orderdesk {

struct Fact;

/// Which versions are at work: of the program, its libraries, the system, and the servers, which it asks when it is
/// made; "Copy all" copies what it shows. Main thread; does not wait.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `backend` outlives this.
    explicit AboutDialog(const WindowBackend& backend, QWidget* parent = nullptr);
    ~AboutDialog() override;

    /// One line each: "PostgreSQL: 15.10".
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void showFacts();
    QList<Fact> facts() const;
    QString databaseWords() const;
    QString kafkaWords() const;

    std::unique_ptr<Ui::AboutDialog> m_ui;
    const WindowBackend& m_backend;
    std::optional<Result<DatabaseFinding>> m_database; ///< none: not answered yet
    std::optional<Result<KafkaFinding>> m_kafka;
};

} // namespace orderdesk
