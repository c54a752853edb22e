#pragma once

#include <QLineEdit>

namespace orderdesk {

/// A line for a database's address (a URI or libpq's keyword=value pairs) that shows a password in it as dots, from the
/// first character that is typed of it on; what is copied holds the dots. Main thread only.
class AddressEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit AddressEdit(QWidget* parent = nullptr);

    QString address() const { return m_address; }
    void setAddress(const QString& address);

Q_SIGNALS:
    void addressChanged(); ///< not by setAddress()

private:
    void take(const QString& shown);
    void showAddress(int cursor);

    QString m_address;
    QString m_shown; ///< as long as m_address
};

} // namespace orderdesk
