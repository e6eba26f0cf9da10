#include "app/chart_settings/appearance_page.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QVBoxLayout>

namespace agora::app {

namespace {

using charts::CandleStyle;
using charts::VolumePlace;

/// Whether and where volume is drawn, in one box.
enum class VolumeChoice { None, Overlay, Pane };

} // namespace

AppearancePage::AppearancePage(QWidget *parent)
    : SettingsPage(parent), m_style(new QComboBox(this)), m_volume(new QComboBox(this))
{
    m_style->setObjectName(QStringLiteral("settings.style"));
    addChoice(*m_style, tr("Candles"), CandleStyle::Candles);
    addChoice(*m_style, tr("Hollow candles"), CandleStyle::HollowCandles);
    addChoice(*m_style, tr("Bars"), CandleStyle::Bars);
    addChoice(*m_style, tr("Line"), CandleStyle::Line);
    addChoice(*m_style, tr("Area"), CandleStyle::Area);
    addChoice(*m_style, tr("Heikin-Ashi (computed)"), CandleStyle::HeikinAshi);
    m_volume->setObjectName(QStringLiteral("settings.volume"));
    addChoice(*m_volume, tr("Not shown"), VolumeChoice::None);
    addChoice(*m_volume, tr("Below the price"), VolumeChoice::Overlay);
    addChoice(*m_volume, tr("In a pane of its own"), VolumeChoice::Pane);
    auto *form = new QFormLayout;
    form->addRow(tr("St&yle:"), m_style);
    form->addRow(tr("&Volume:"), m_volume);

    addSwitch(tr("&Grid"), "settings.grid", &ChartSettings::isGridVisible);
    addSwitch(
        tr("&Bid and ask lines"), "settings.quoteLines", &ChartSettings::areQuoteLinesVisible);
    addSwitch(tr("Lege&nd"), "settings.legend", &ChartSettings::isLegendVisible);
    addSwitch(tr("C&rosshair"), "settings.crosshair", &ChartSettings::isCrosshairVisible);
    m_lastPrice = addSwitch(
        tr("&Last price: line and tag"), "settings.lastPrice", &ChartSettings::isLastPriceVisible);
    m_countdown = addSwitch(tr("Countdown to the bar’s clos&e"), "settings.countdown",
        &ChartSettings::isCountdownVisible);
    m_countdown->setToolTip(tr("It stands in the tag of the last price."));
    auto *box = new QGroupBox(tr("On the chart"), this);
    auto *grid = new QGridLayout(box);
    for (std::size_t i = 0; i < m_switches.size(); ++i)
        grid->addWidget(m_switches[i].first, static_cast<int>(i % 4), static_cast<int>(i / 4));
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(fontMetrics().averageCharWidth() * 4);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(box);
    layout->addStretch(1);
    for (auto *choice : {m_style, m_volume})
        connect(choice, &QComboBox::activated, this, &SettingsPage::changed);
    connect(m_lastPrice, &QCheckBox::toggled, this, &AppearancePage::enable);
}

QCheckBox *AppearancePage::addSwitch(
    const QString &text, const char *name, bool ChartSettings::*value)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(QLatin1String(name));
    connect(box, &QCheckBox::clicked, this, &SettingsPage::changed);
    m_switches.emplace_back(box, value);
    return box;
}

void AppearancePage::enable() { m_countdown->setEnabled(m_lastPrice->isChecked()); }

void AppearancePage::edit(const ChartSettings &settings)
{
    showChoice(*m_style, settings.style);
    m_place = settings.volumePlace;
    const auto shown
        = settings.volumePlace == VolumePlace::Pane ? VolumeChoice::Pane : VolumeChoice::Overlay;
    showChoice(*m_volume, settings.isVolumeVisible ? shown : VolumeChoice::None);
    for (const auto &[box, value] : m_switches)
        box->setChecked(settings.*value);
    enable();
}

void AppearancePage::take(ChartSettings &settings) const
{
    settings.style = choiceOf<CandleStyle>(*m_style);
    const auto volume = choiceOf<VolumeChoice>(*m_volume);
    settings.isVolumeVisible = volume != VolumeChoice::None;
    settings.volumePlace = m_place; // hidden, it keeps its place
    if (settings.isVolumeVisible)
        settings.volumePlace
            = volume == VolumeChoice::Pane ? VolumePlace::Pane : VolumePlace::Overlay;
    for (const auto &[box, value] : m_switches)
        settings.*value = box->isChecked();
}

} // namespace agora::app
