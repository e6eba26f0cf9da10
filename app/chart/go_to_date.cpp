#include "app/chart/go_to_date.h"

#include "app/tables/cell_format.h"
#include "app/window/messages.h"

#include <QCalendarWidget>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>

namespace agora::app {

GoToDateDialog::GoToDateDialog(Timestamp shown, std::optional<Timestamp> oldest, QWidget *parent)
    : QDialog(parent), m_edit(new QDateTimeEdit(this))
{
    setObjectName(QStringLiteral("goToDateDialog"));
    setWindowTitle(tr("Go to Date"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_edit->setObjectName(QStringLiteral("goToDate.edit"));
    m_edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_edit->setTimeSpec(Qt::UTC);
    m_edit->setCalendarPopup(true);
    m_edit->setDateTime(QDateTime::fromMSecsSinceEpoch(toNanos(shown) / 1'000'000, Qt::UTC));
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Date and time (UTC):"), m_edit);
    auto *note = new QLabel(oldest
            ? tr("The chart reaches back to %1; what is older is fetched.").arg(formatTime(*oldest))
            : QString(),
        this);
    note->setProperty("muted", true);
    form->addRow(note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->setObjectName(QStringLiteral("goToDate.buttons"));
    nameButtons(*buttons);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToDateDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void GoToDateDialog::choose()
{
    emit chosen(fromNanos(m_edit->dateTime().toMSecsSinceEpoch() * 1'000'000));
    accept();
}

} // namespace agora::app
