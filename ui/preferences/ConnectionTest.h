#pragma once

#include "settings/SettingsEditor.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ConnectionTest;
}

namespace orderdesk {

/// "Test connection" with its answer: tries out what is typed and not yet saved, says what it found or why not and what
/// to do, and offers to create a missing topic. Never blocks. Main thread only.
class ConnectionTest final : public QWidget
{
    Q_OBJECT

public:
    enum class Target { Kafka, Database };
    enum class Outcome { None, Running, Good, Half, Bad }; ///< Half: connected, but something is missing

    using Values = std::function<SettingsEditor::Values()>;

    explicit ConnectionTest(QWidget* parent = nullptr);
    ~ConnectionTest() override;

    /// `values` is asked at each test.
    void setUp(SettingsEditor* editor, Target target, Values values);
    void run();
    /// What was tested is no longer what is typed.
    void forget();
    Outcome outcome() const { return m_outcome; }

Q_SIGNALS:
    void finished();

protected:
    void changeEvent(QEvent* event) override;

private:
    void createTopic();
    void takeKafka(quint64 request, const Result<KafkaFinding>& answer);
    quint64 begin(std::function<void()> words);
    void end(std::function<void()> words);
    void show(Outcome outcome, const QString& words);
    void showFailure(const Error& error);
    void showKafka(const Result<KafkaFinding>& answer);
    void showDatabase(const Result<DatabaseFinding>& answer);
    void paintIcon();

    std::unique_ptr<Ui::ConnectionTest> m_ui;
    SettingsEditor* m_editor = nullptr;
    Target m_target = Target::Kafka;
    Values m_values;
    Outcome m_outcome = Outcome::None;
    quint64 m_request = 0;
    std::function<void()> m_words; ///< shows it again, in another language
};

} // namespace orderdesk
