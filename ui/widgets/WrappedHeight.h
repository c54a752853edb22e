#pragma once

#include <QObject>

class QDialog;

namespace orderdesk {

/// Keeps a dialog as high as its wrapped texts need at its width, as far as the screen allows: Qt's own least height
/// takes each for the few lines that it would like. Lives with the dialog. Main thread only.
class WrappedHeight final : public QObject
{
    Q_OBJECT

public:
    explicit WrappedHeight(QDialog* dialog); ///< that has its layout

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    QDialog* m_dialog;
};

} // namespace orderdesk
