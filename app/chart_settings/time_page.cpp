#include "app/chart_settings/time_page.h"

#include "app/chart/chart_page.h"
#include "app/chart_settings/zone_list.h"
#include "charts/axes_painter.h"
#include "charts/price_chart.h"
#include "charts/zone_label.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace agora::app {

namespace {

enum class BreakChoice { None, TradingDays, CalendarDays };

constexpr int mostMargin = 50; // percent of the width

/// What the offsets of zones are shown for: the newest bar, or now.
std::optional<Timestamp> referenceTime(const ChartPage &page)
{
    const auto &series = page.chart().series();
    return series.empty() ? page.now() : std::optional(series[0].time);
}

} // namespace

TimePage::TimePage(const ChartPage &page, QWidget *parent)
    : SettingsPage(parent)
    , m_page(page)
    , m_zones(new ZoneList(page.chart().instrument(), referenceTime(page), this))
    , m_example(new QLabel(this))
    , m_breaks(new QComboBox(this))
    , m_margin(new QSpinBox(this))
{
    makeBreaks();
    m_margin->setObjectName(QStringLiteral("settings.margin"));
    m_margin->setRange(0, mostMargin);
    m_margin->setSingleStep(5);
    m_margin->setSuffix(tr(" % of the width"));
    m_example->setObjectName(QStringLiteral("settings.zoneExample"));
    m_example->setProperty("muted", true);
    auto *title = new QLabel(tr("Time &zone:"), this);
    title->setBuddy(m_zones);
    auto *form = new QFormLayout;
    form->addRow(tr("Session &breaks:"), m_breaks);
    form->addRow(tr("Right &margin:"), m_margin);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(m_zones, 1);
    layout->addWidget(m_example);
    layout->addLayout(form);
    connect(m_zones, &ZoneList::chosen, this, [this] {
        showExample();
        emit changed();
    });
    connect(m_breaks, &QComboBox::activated, this, &SettingsPage::changed);
    connect(m_margin, &QSpinBox::valueChanged, this, [this](int percent) {
        m_share = percent / 100.0;
        emit changed();
    });
}

void TimePage::makeBreaks()
{
    const auto &anchor = m_page.chart().instrument().dayAnchor;
    const auto hour = QStringLiteral("%1:00").arg(anchor.hour(), 2, 10, QLatin1Char('0'));
    m_breaks->setObjectName(QStringLiteral("settings.breaks"));
    addChoice(*m_breaks, tr("Not shown"), BreakChoice::None);
    addChoice(*m_breaks,
        tr("Where trading days begin (%1 %2)").arg(hour, charts::zoneTitle(anchor.zone())),
        BreakChoice::TradingDays);
    addChoice(*m_breaks, tr("At midnight of the zone"), BreakChoice::CalendarDays);
}

void TimePage::focusZones() { m_zones->focusSearch(); }

Result<Zone> TimePage::zone() const
{
    return findZone(m_zones->choice(), m_page.chart().instrument());
}

void TimePage::showExample()
{
    const auto at = referenceTime(m_page);
    const auto zone = this->zone();
    m_example->setText(at && zone ? tr("The newest bar: %1, %2")
                                        .arg(formatTime(*at, *zone), charts::zoneLabel(*zone, *at))
                                  : QString());
}

void TimePage::edit(const ChartSettings &settings)
{
    m_zones->setChoice(settings.zone);
    m_kind = settings.sessionBreaks;
    const auto kind = settings.sessionBreaks == charts::SessionBreaks::CalendarDays
        ? BreakChoice::CalendarDays
        : BreakChoice::TradingDays;
    showChoice(*m_breaks, settings.areSessionBreaksVisible ? kind : BreakChoice::None);
    const QSignalBlocker quiet(m_margin);
    m_margin->setValue(static_cast<int>(std::lround(settings.rightMargin * 100)));
    m_share = settings.rightMargin;
    showExample();
}

void TimePage::take(ChartSettings &settings) const
{
    settings.zone = m_zones->choice();
    const auto breaks = choiceOf<BreakChoice>(*m_breaks);
    settings.areSessionBreaksVisible = breaks != BreakChoice::None;
    settings.sessionBreaks = m_kind; // hidden, they keep their kind
    if (settings.areSessionBreaksVisible)
        settings.sessionBreaks = breaks == BreakChoice::CalendarDays
            ? charts::SessionBreaks::CalendarDays
            : charts::SessionBreaks::TradingDays;
    settings.rightMargin = m_share;
}

QString TimePage::problem() const
{
    const auto found = zone();
    return found ? QString() : QString::fromStdString(found.error().message);
}

} // namespace agora::app
