#include "app/chart_settings/colours_page.h"

#include "app/chart/chart_page.h"
#include "app/chart_settings/color_choice.h"
#include "app/look/look.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace agora::app {

namespace {

using Base = ChartColours::Base;
using charts::ChartTheme;

/// Where a colour of one's own goes, in the order of `ownColours`.
constexpr QColor ChartTheme::*themeColors[]
    = {&ChartTheme::up, &ChartTheme::down, &ChartTheme::line, &ChartTheme::area,
        &ChartTheme::background, &ChartTheme::grid, &ChartTheme::text};
static_assert(std::size(themeColors) == std::size(ownColours));

constexpr int rowsAColumn = 4;

} // namespace

ColoursPage::ColoursPage(const ChartPage &page, QWidget *parent)
    : SettingsPage(parent)
    , m_page(page)
    , m_base(new QComboBox(this))
    , m_upRed(new QCheckBox(tr("&Red up, green down"), this))
    , m_forget(new QPushButton(tr("All Colours &from the Theme"), this))
{
    m_base->setObjectName(QStringLiteral("settings.theme"));
    addChoice(*m_base, tr("As the window"), Base::Window);
    addChoice(*m_base, tr("Dark"), Base::Dark);
    addChoice(*m_base, tr("Light"), Base::Light);
    m_upRed->setObjectName(QStringLiteral("settings.upRed"));
    m_forget->setObjectName(QStringLiteral("settings.forgetColours"));
    m_forget->setAutoDefault(false);
    auto *form = new QFormLayout;
    form->addRow(tr("The&me:"), m_base);
    form->addRow(QString(), m_upRed);

    const QString names[] = {tr("&Up:"), tr("Do&wn:"), tr("&Line:"), tr("Ar&ea:"),
        tr("&Background:"), tr("&Grid:"), tr("Te&xt:")};
    auto *box = new QGroupBox(tr("Colours of this chart"), this);
    auto *grid = new QGridLayout(box);
    for (std::size_t i = 0; i < std::size(ownColours); ++i) {
        const auto key = QLatin1String(ownColours[i].first);
        auto *choice = new ColorChoice(QStringLiteral("settings.color.") + key, box);
        auto *label = new QLabel(names[i], box);
        label->setBuddy(choice);
        const int row = static_cast<int>(i) % rowsAColumn;
        const int column = static_cast<int>(i) / rowsAColumn * 2;
        grid->addWidget(label, row, column);
        grid->addWidget(choice, row, column + 1);
        connect(choice, &ColorChoice::changed, this, [this, i, choice] {
            m_colours.own.*ownColours[i].second = choice->chosen();
            show();
            emit changed();
        });
        m_own.push_back(choice);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(box);
    layout->addWidget(m_forget, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_base, &QComboBox::activated, this, [this] {
        m_colours.base = choiceOf<Base>(*m_base);
        show();
        emit changed();
    });
    connect(m_upRed, &QCheckBox::clicked, this, [this](bool isOn) {
        m_colours.isUpRed = isOn;
        show();
        emit changed();
    });
    connect(m_forget, &QPushButton::clicked, this, &ColoursPage::forgetOwn);
}

/// What the theme would give in the place of each, the others being as they are chosen.
void ColoursPage::show()
{
    for (std::size_t i = 0; i < m_own.size(); ++i) {
        auto others = m_colours;
        others.own.*ownColours[i].second = QColor();
        const auto theme = chartTheme(m_page.context().look.theme(), others);
        m_own[i]->show(m_colours.own.*ownColours[i].second, theme.*themeColors[i]);
    }
    m_forget->setEnabled(m_colours.own != ChartColours::Own());
}

void ColoursPage::forgetOwn()
{
    m_colours.own = ChartColours::Own();
    m_base->setFocus();
    show();
    emit changed();
}

void ColoursPage::edit(const ChartSettings &settings)
{
    m_colours = settings.colours;
    showChoice(*m_base, m_colours.base);
    m_upRed->setChecked(m_colours.isUpRed);
    show();
}

void ColoursPage::take(ChartSettings &settings) const { settings.colours = m_colours; }

} // namespace agora::app
