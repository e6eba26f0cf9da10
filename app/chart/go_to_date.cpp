#include "app/chart/go_to_date.h"

#include "app/chart_settings/zone_choice.h"
#include "app/tables/cell_format.h"
#include "app/window/messages.h"
#include "charts/zone_label.h"

#include <QCalendarWidget>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>

#include <chrono>

namespace agora::app {

namespace {

QDateTime toQt(LocalTime local)
{
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(local.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(millis.count(), Qt::UTC);
}

} // namespace

GoToDateDialog::GoToDateDialog(
    Timestamp shown, std::optional<Timestamp> oldest, const Zone &zone, QWidget *parent)
    : QDialog(parent), m_zone(zone), m_edit(new QDateTimeEdit(this)), m_utc(new QLabel(this))
{
    setObjectName(QStringLiteral("goToDateDialog"));
    setWindowTitle(tr("Go to Date"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_edit->setObjectName(QStringLiteral("goToDate.edit"));
    m_edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_edit->setTimeSpec(Qt::UTC);
    m_edit->setCalendarPopup(true);
    m_edit->setDateTime(toQt(zone.toLocal(shown)));
    m_utc->setObjectName(QStringLiteral("goToDate.utc"));
    const bool isUtc = charts::zoneLabels(zone, shown).front() == QLatin1String("UTC");
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Date and time (%1):").arg(charts::zoneLabels(zone, shown).front()), m_edit);
    for (auto *note : {m_utc,
             new QLabel(oldest ? tr("The chart reaches back to %1; what is older "
                                    "is fetched.")
                                     .arg(formatTime(*oldest, zone))
                               : QString(),
                 this)}) {
        note->setProperty("muted", true);
        form->addRow(note);
    }
    m_utc->setVisible(!isUtc);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->setObjectName(QStringLiteral("goToDate.buttons"));
    nameButtons(*buttons);
    form->addRow(buttons);
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, &GoToDateDialog::showUtc);
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToDateDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showUtc();
}

Timestamp GoToDateDialog::chosenTime() const
{
    const std::chrono::milliseconds wall(m_edit->dateTime().toMSecsSinceEpoch());
    return m_zone.toUtc(LocalTime(wall));
}

/// Daylight saving may be another on that day: the offset is said, and so is an hour that the
/// clocks skip.
void GoToDateDialog::showUtc()
{
    const auto at = chosenTime();
    m_utc->setText(
        tr("%1 there (%2) is %3 UTC.")
            .arg(formatTime(at, m_zone), charts::zoneOffsetText(m_zone, at), formatTime(at)));
}

void GoToDateDialog::choose()
{
    emit chosen(chosenTime());
    accept();
}

} // namespace agora::app
