#include "app/indicator/indicator_properties.h"

#include "app/indicator/catalog_text.h"
#include "app/indicator/levels_page.h"
#include "app/indicator/place_page.h"
#include "app/indicator/style_page.h"
#include "app/parameters/parameter_form.h"
#include "charts/indicator_links.h"

#include "indicators/formula.h"

#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace agora::app {

IndicatorProperties::IndicatorProperties(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_description(new QLabel(this))
    , m_formula(new QLabel(this))
    , m_pages(new QTabWidget(this))
    , m_parameters(new ParameterForm)
    , m_style(new StylePage)
    , m_levels(new LevelsPage)
    , m_place(new PlacePage)
{
    m_title->setProperty("heading", true);
    m_title->setWordWrap(true);
    m_description->setWordWrap(true);
    m_formula->setObjectName(QStringLiteral("indicator.formula"));
    m_formula->setWordWrap(true);
    m_formula->setProperty("muted", true);
    m_formula->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pages->setObjectName(QStringLiteral("indicator.pages"));
    m_pages->tabBar()->setExpanding(false);
    m_pages->setStyleSheet(QStringLiteral("QTabBar::tab { padding: 5px 8px; }"));
    auto *parameters = new QWidget;
    auto *rows = new QVBoxLayout(parameters);
    rows->setContentsMargins(0, 6, 6, 0);
    m_noParameters = new QLabel(tr("It has no parameters."), parameters);
    m_noParameters->setProperty("muted", true);
    rows->addWidget(m_noParameters);
    rows->addWidget(m_parameters);
    rows->addStretch(1);
    addPage(parameters, tr("Parameters"), "parameters");
    addPage(m_style, tr("Style"), "style");
    addPage(m_levels, tr("Levels"), "levels");
    addPage(m_place, tr("Visibility"), "visibility");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_description);
    layout->addWidget(m_formula);
    layout->addWidget(m_pages, 1);
    layout->addStretch(0);
    connect(m_parameters, &ParameterForm::changed, this, [this] {
        showSummary();
        emit changed();
    });
    connect(m_style, &StylePage::changed, this, &IndicatorProperties::changed);
    connect(m_levels, &LevelsPage::changed, this, &IndicatorProperties::changed);
    connect(m_place, &PlacePage::changed, this, &IndicatorProperties::changed);
    clear();
}

QWidget *IndicatorProperties::addPage(QWidget *page, const QString &title, const char *name)
{
    auto *scroll = new QScrollArea(m_pages);
    scroll->setObjectName(QStringLiteral("indicator.page.") + QLatin1String(name));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    m_pages->addTab(scroll, title);
    return scroll;
}

void IndicatorProperties::clear()
{
    m_setup = {};
    m_title->setText(tr("No indicator selected"));
    m_description->setText(tr("Double-click one on the left to add it to the chart."));
    m_formula->clear();
    m_pages->hide();
}

void IndicatorProperties::edit(
    const charts::IndicatorSetup &setup, const PropertiesContext &context)
{
    const auto *info = indicators::findIndicator(setup.key);
    if (!info)
        return clear();
    const QSignalBlocker quiet(this);
    m_setup = setup;
    m_others = context.others;
    m_title->setText(catalogText(info->name));
    m_description->setText(catalogText(info->description));
    const auto fields = fieldsOf(*info, context.others);
    m_parameters->setFields(fields, valuesOf(*info, setup));
    m_noParameters->setVisible(fields.isEmpty());
    m_style->edit(setup, *info, context.usualColors, context.upColor, context.downColor);
    m_levels->edit(setup, context.levelColor);
    m_place->edit(setup, *info, context.others);
    m_pages->show();
    showSummary();
}

/// How a formula or a brain names it, and how many bars it needs.
void IndicatorProperties::showSummary()
{
    const auto now = setup();
    const auto *info = indicators::findIndicator(now.key);
    const auto made = charts::makeInstance(now);
    if (!info || !made || info->outputs.empty())
        return;
    const auto text = QString::fromStdString(
        indicators::callText(*info, now.parameters, 0, now.input, now.secondInput));
    m_formula->setText(
        tr("In formulas: %1\nFirst value at bar %2.").arg(text).arg((*made)->warmUp()));
}

charts::IndicatorSetup IndicatorProperties::setup() const
{
    auto setup = m_setup;
    const auto *info = indicators::findIndicator(setup.key);
    if (!info)
        return setup;
    takeValues(setup, *info, m_parameters->values());
    charts::linkInputs(setup, m_others);
    m_style->take(setup);
    m_levels->take(setup);
    m_place->take(setup);
    return setup;
}

QString IndicatorProperties::problem() const
{
    if (m_setup.key.empty())
        return {};
    if (const QString problem = m_parameters->problem(); !problem.isEmpty())
        return problem;
    const auto made = charts::makeInstance(setup());
    return made ? QString() : QString::fromStdString(made.error().message);
}

} // namespace agora::app
