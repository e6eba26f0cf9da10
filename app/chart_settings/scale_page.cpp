#include "app/chart_settings/scale_page.h"

#include "app/chart/chart_page.h"
#include "charts/price_chart.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace agora::app {

namespace {

using charts::ScaleKind;

constexpr double farthestPrice = 1e9; // either way; beyond it a box cannot be read

} // namespace

ScalePage::ScalePage(const ChartPage &page, QWidget *parent)
    : SettingsPage(parent)
    , m_page(page)
    , m_side(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_inverted(new QCheckBox(tr("In&verted: high prices at the bottom"), this))
    , m_automatic(new QRadioButton(tr("A&utomatic: all bars in view fit"), this))
    , m_free(new QRadioButton(tr("&Free, from"), this))
    , m_low(makePrice("settings.low", tr("Price at the low end of the scale")))
    , m_high(makePrice("settings.high", tr("Price at the high end of the scale")))
{
    m_side->setObjectName(QStringLiteral("settings.side"));
    m_side->setToolTip(tr("Other prices are fetched when the settings are applied."));
    addChoice(*m_side, tr("Mid"), PriceSide::Mid);
    addChoice(*m_side, tr("Bid"), PriceSide::Bid);
    addChoice(*m_side, tr("Ask"), PriceSide::Ask);
    m_kind->setObjectName(QStringLiteral("settings.scale"));
    addChoice(*m_kind, tr("Linear"), ScaleKind::Linear);
    addChoice(*m_kind, tr("Logarithmic"), ScaleKind::Logarithmic);
    addChoice(*m_kind, tr("Percent from the left edge"), ScaleKind::Percent);
    m_inverted->setObjectName(QStringLiteral("settings.inverted"));
    m_automatic->setObjectName(QStringLiteral("settings.automatic"));
    m_free->setObjectName(QStringLiteral("settings.free"));
    auto *form = new QFormLayout;
    form->addRow(tr("P&rices:"), m_side);
    form->addRow(tr("Scale &kind:"), m_kind);
    form->addRow(QString(), m_inverted);
    auto *box = new QGroupBox(tr("Range"), this);
    auto *ends = new QHBoxLayout;
    ends->addWidget(m_free);
    ends->addWidget(m_low);
    ends->addWidget(new QLabel(tr("to"), box));
    ends->addWidget(m_high);
    ends->addStretch(1);
    auto *range = new QVBoxLayout(box);
    range->addWidget(m_automatic);
    range->addLayout(ends);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(box);
    layout->addStretch(1);
    setTabOrder(m_free, m_low);
    setTabOrder(m_low, m_high);
    for (auto *choice : {m_side, m_kind})
        connect(choice, &QComboBox::activated, this, &SettingsPage::changed);
    connect(m_inverted, &QCheckBox::clicked, this, &SettingsPage::changed);
    connect(m_free, &QRadioButton::toggled, this, &ScalePage::setFree);
}

QDoubleSpinBox *ScalePage::makePrice(const char *name, const QString &hint)
{
    const auto &instrument = m_page.chart().instrument();
    auto *box = new QDoubleSpinBox(this);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(hint);
    box->setAccessibleName(hint);
    box->setDecimals(instrument.precision);
    box->setRange(-farthestPrice, farthestPrice);
    box->setSingleStep(instrument.pip() * 10);
    // As wide as its prices ask for, not as its bounds would.
    const double price = std::max(m_page.chart().priceRange().second, instrument.typicalPrice);
    const auto widest = QString::number(price * 10, 'f', instrument.precision);
    box->setFixedWidth(fontMetrics().horizontalAdvance(widest + QStringLiteral("00000000")));
    connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
        m_prices = {m_low->value(), m_high->value()};
        emit changed();
    });
    return box;
}

void ScalePage::showPrices()
{
    const QSignalBlocker low(m_low), high(m_high);
    m_low->setValue(m_prices.first);
    m_high->setValue(m_prices.second);
    m_low->setEnabled(m_free->isChecked());
    m_high->setEnabled(m_free->isChecked());
}

/// A free scale begins with what is in view.
void ScalePage::setFree(bool isFree)
{
    if (isFree)
        m_prices = m_page.chart().priceRange();
    showPrices();
    emit changed();
}

void ScalePage::edit(const ChartSettings &settings)
{
    showChoice(*m_side, settings.side);
    showChoice(*m_kind, settings.scale);
    m_inverted->setChecked(settings.isInverted);
    const QSignalBlocker quiet(m_free);
    (settings.freePrices ? m_free : m_automatic)->setChecked(true);
    m_prices = settings.freePrices.value_or(m_page.chart().priceRange());
    showPrices();
}

void ScalePage::take(ChartSettings &settings) const
{
    settings.side = choiceOf<PriceSide>(*m_side);
    settings.scale = choiceOf<ScaleKind>(*m_kind);
    settings.isInverted = m_inverted->isChecked();
    settings.freePrices = m_free->isChecked() ? std::optional(m_prices) : std::nullopt;
}

QString ScalePage::problem() const
{
    if (!m_free->isChecked())
        return {};
    const auto asTyped = [this](double price) { return m_low->textFromValue(price); };
    if (!(m_prices.first < m_prices.second))
        return tr("A free scale goes from a lower price to a higher one: %1 is not below %2.")
            .arg(asTyped(m_prices.first), asTyped(m_prices.second));
    if (choiceOf<ScaleKind>(*m_kind) == ScaleKind::Logarithmic && !(m_prices.first > 0))
        return tr("A logarithmic scale begins above zero, not at %1.").arg(asTyped(m_prices.first));
    return {};
}

} // namespace agora::app
