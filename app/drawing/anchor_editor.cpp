#include "app/drawing/anchor_editor.h"

#include "charts/zone_label.h"

#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QFormLayout>

#include <chrono>

namespace agora::app {

namespace {

/// Wall-clock time of a zone, which Qt is told is UTC.
QDateTime toQt(Timestamp at, const Zone &zone)
{
    const auto wall = zone.toLocal(at).time_since_epoch();
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(wall).count(), Qt::UTC);
}

Timestamp fromQt(const QDateTime &at, const Zone &zone)
{
    return zone.toUtc(LocalTime(std::chrono::milliseconds(at.toMSecsSinceEpoch())));
}

} // namespace

AnchorEditor::AnchorEditor(
    const charts::Drawing &drawing, int decimals, double step, const Zone &zone, QWidget *parent)
    : QWidget(parent), m_zone(zone)
{
    auto *form = new QFormLayout(this);
    for (std::size_t point = 0; point < drawing.anchors.size(); ++point)
        addPoint(*form, point, drawing.anchors[point].time, decimals, step);
}

void AnchorEditor::addPoint(
    QFormLayout &form, std::size_t point, Timestamp at, int decimals, double step)
{
    auto *time = new QDateTimeEdit(this);
    time->setObjectName(QStringLiteral("anchor.time.%1").arg(point));
    time->setTimeSpec(Qt::UTC);
    time->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    time->setMinimumDateTime(QDateTime(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC));
    time->setMaximumDateTime(QDateTime(QDate(2150, 1, 1), QTime(0, 0), Qt::UTC));
    auto *price = new QDoubleSpinBox(this);
    price->setObjectName(QStringLiteral("anchor.price.%1").arg(point));
    price->setDecimals(decimals);
    price->setRange(-1e9, 1e9);
    price->setSingleStep(step);
    price->setKeyboardTracking(false);
    form.addRow(
        tr("Point %1: time (%2)").arg(QString::number(point + 1), charts::zoneLabel(m_zone, at)),
        time);
    form.addRow(tr("Point %1: price").arg(point + 1), price);
    connect(time, &QDateTimeEdit::dateTimeChanged, this, [this, point](const QDateTime &wall) {
        tell([point, moved = fromQt(wall, m_zone)](
                 charts::Drawing &drawing) { drawing.anchors[point].time = moved; });
    });
    connect(price, &QDoubleSpinBox::valueChanged, this, [this, point](double value) {
        tell([point, value](charts::Drawing &drawing) { drawing.anchors[point].price = value; });
    });
    m_times.push_back(time);
    m_prices.push_back(price);
}

void AnchorEditor::tell(DrawingEdit edit)
{
    if (!m_isShowing)
        emit edited(edit);
}

void AnchorEditor::show(const charts::Drawing &drawing)
{
    m_isShowing = true;
    for (std::size_t point = 0; point < m_times.size(); ++point) {
        m_times[point]->setDateTime(toQt(drawing.anchors[point].time, m_zone));
        m_prices[point]->setValue(drawing.anchors[point].price);
    }
    m_isShowing = false;
}

} // namespace agora::app
