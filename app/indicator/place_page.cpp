#include "app/indicator/place_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

#include <algorithm>

namespace agora::app {
namespace {

using charts::PanePlace;

constexpr int boxesInRow = 6;

QString textOf(Period period) { return QString::fromStdString(period.toString()); }

QComboBox *makePeriodBox(const char *name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QLatin1String(name));
    for (const Period period : standardPeriods())
        box->addItem(textOf(period));
    return box;
}

std::optional<Period> periodOf(const QComboBox &box)
{
    const auto period = Period::parse(box.currentText().toStdString());
    return period ? std::optional(*period) : std::nullopt;
}

void choose(QComboBox &box, std::optional<Period> period, int usual)
{
    if (period && box.findText(textOf(*period)) < 0)
        box.addItem(textOf(*period)); // one of the user's own
    box.setCurrentIndex(period ? box.findText(textOf(*period)) : usual);
}

} // namespace

PlacePage::PlacePage(QWidget *parent)
    : QWidget(parent)
    , m_isVisible(new QCheckBox(tr("Show on the chart"), this))
    , m_name(new QLineEdit(this))
    , m_pane(new QComboBox(this))
{
    m_isVisible->setObjectName(QStringLiteral("indicator.visible"));
    m_name->setObjectName(QStringLiteral("indicator.name"));
    m_pane->setObjectName(QStringLiteral("indicator.pane"));
    m_pane->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *rows = new QFormLayout(this);
    rows->setContentsMargins(0, 6, 6, 0);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->addRow(m_isVisible);
    rows->addRow(tr("Name"), m_name);
    rows->addRow(tr("Pane"), m_pane);
    rows->addRow(makePeriods());
    connect(m_isVisible, &QCheckBox::toggled, this, &PlacePage::changed);
    connect(m_name, &QLineEdit::textChanged, this, &PlacePage::changed);
    connect(m_pane, &QComboBox::currentIndexChanged, this, &PlacePage::changed);
}

QWidget *PlacePage::makePeriods()
{
    auto *box = new QGroupBox(tr("Periods"), this);
    auto *layout = new QVBoxLayout(box);
    m_always = new QRadioButton(tr("On every period"), box);
    m_always->setObjectName(QStringLiteral("indicator.periods.all"));
    m_range = new QRadioButton(tr("From one period to another"), box);
    m_range->setObjectName(QStringLiteral("indicator.periods.range"));
    m_list = new QRadioButton(tr("Only on these"), box);
    m_list->setObjectName(QStringLiteral("indicator.periods.list"));
    m_ends = new QWidget(box);
    auto *ends = new QHBoxLayout(m_ends);
    ends->setContentsMargins(0, 0, 0, 0);
    m_from = makePeriodBox("indicator.periods.from", m_ends);
    m_to = makePeriodBox("indicator.periods.to", m_ends);
    ends->addWidget(m_from);
    ends->addWidget(new QLabel(QStringLiteral("–"), m_ends));
    ends->addWidget(m_to);
    ends->addStretch(1);
    m_boxes = new QWidget(box);
    auto *boxes = new QGridLayout(m_boxes);
    boxes->setContentsMargins(0, 0, 0, 0);
    for (const Period period : standardPeriods()) {
        auto *check = new QCheckBox(textOf(period), m_boxes);
        check->setObjectName(QStringLiteral("indicator.periods.") + textOf(period));
        const int number = static_cast<int>(m_only.size());
        boxes->addWidget(check, number / boxesInRow, number % boxesInRow);
        m_only.emplace_back(period, check);
        connect(check, &QCheckBox::toggled, this, &PlacePage::changed);
    }
    for (auto *part : {static_cast<QWidget *>(m_always), static_cast<QWidget *>(m_range), m_ends,
             static_cast<QWidget *>(m_list), m_boxes})
        layout->addWidget(part);
    for (auto *end : {m_from, m_to})
        connect(end, &QComboBox::currentIndexChanged, this, &PlacePage::changed);
    for (auto *radio : {m_always, m_range, m_list})
        connect(radio, &QRadioButton::toggled, this, [this](bool isOn) {
            if (!isOn)
                return;
            enablePeriods();
            emit changed();
        });
    return box;
}

void PlacePage::enablePeriods()
{
    m_ends->setEnabled(m_range->isChecked());
    m_boxes->setEnabled(m_list->isChecked());
}

void PlacePage::edit(const charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
    const std::vector<charts::IndicatorSetup> &others)
{
    const QSignalBlocker quiet(this);
    m_isVisible->setChecked(setup.isVisible);
    auto plain = setup;
    plain.name.clear();
    m_name->setPlaceholderText(charts::titleOf(plain));
    m_name->setText(setup.name);
    const bool isOwn = std::ranges::any_of(
        info.outputs, [](const auto &output) { return output.pane == indicators::Pane::Own; });
    m_pane->clear();
    m_pane->addItem(isOwn ? tr("Usual: a pane of its own") : tr("Usual: over the price"),
        static_cast<int>(PanePlace::Usual));
    m_pane->addItem(tr("Over the price"), static_cast<int>(PanePlace::Price));
    m_pane->addItem(tr("A pane of its own"), static_cast<int>(PanePlace::Own));
    for (const auto &other : others) {
        m_pane->addItem(
            tr("The pane of %1").arg(charts::titleOf(other)), static_cast<int>(PanePlace::With));
        m_pane->setItemData(m_pane->count() - 1, other.id, Qt::UserRole + 1);
    }
    const int chosen = setup.pane == PanePlace::With
        ? m_pane->findData(setup.paneOf, Qt::UserRole + 1)
        : m_pane->findData(static_cast<int>(setup.pane));
    m_pane->setCurrentIndex(std::max(0, chosen));
    showPeriods(setup.periods);
}

void PlacePage::showPeriods(const charts::PeriodChoice &periods)
{
    const bool isRange = periods.only.empty() && (periods.from || periods.to);
    m_list->setChecked(!periods.only.empty());
    m_range->setChecked(isRange);
    m_always->setChecked(periods == charts::PeriodChoice());
    choose(*m_from, periods.from, 0);
    choose(*m_to, periods.to, m_to->count() - 1);
    for (const auto &[period, check] : m_only)
        check->setChecked(std::ranges::find(periods.only, period) != periods.only.end());
    m_own.clear();
    for (const Period period : periods.only)
        if (std::ranges::find(standardPeriods(), period) == standardPeriods().end())
            m_own.push_back(period);
    enablePeriods();
}

void PlacePage::take(charts::IndicatorSetup &setup) const
{
    setup.isVisible = m_isVisible->isChecked();
    setup.name = m_name->text().trimmed();
    setup.pane = static_cast<PanePlace>(m_pane->currentData().toInt());
    setup.paneOf = m_pane->currentData(Qt::UserRole + 1).toString();
    charts::PeriodChoice periods;
    if (m_range->isChecked()) {
        periods.from = periodOf(*m_from);
        periods.to = periodOf(*m_to);
        if (periods.from && periods.to && periods.from->nominal() > periods.to->nominal())
            std::swap(periods.from, periods.to);
    } else if (m_list->isChecked()) {
        for (const auto &[period, check] : m_only)
            if (check->isChecked())
                periods.only.push_back(period);
        periods.only.insert(periods.only.end(), m_own.begin(), m_own.end());
    }
    setup.periods = std::move(periods);
}

} // namespace agora::app
