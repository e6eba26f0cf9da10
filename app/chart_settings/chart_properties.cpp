#include "app/chart_settings/chart_properties.h"

#include "app/chart/chart_page.h"
#include "app/chart/chart_templates.h"
#include "app/chart_settings/appearance_page.h"
#include "app/chart_settings/colours_page.h"
#include "app/chart_settings/scale_page.h"
#include "app/chart_settings/time_page.h"
#include "app/chart_settings/trading_page.h"
#include "app/look/sentence_label.h"
#include "app/tables/words.h"
#include "app/window/messages.h"
#include "charts/price_chart.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace agora::app {

namespace {

constexpr int previewDelayMs = 80; // of the last edit: a value that is being typed is not drawn yet

} // namespace

ChartProperties::ChartProperties(ChartPage &page, const ChartTemplates &templates)
    : QDialog(&page)
    , m_page(page)
    , m_templates(templates)
    , m_applied(settingsOf(page))
    , m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("chartProperties"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Properties of the Chart %1").arg(page.title()));
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(previewDelayMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &ChartProperties::preview);
    m_tabs->setObjectName(QStringLiteral("settings.pages"));
    m_tabs->tabBar()->setExpanding(false);
    m_time = new TimePage(page, m_tabs);
    addPage(new AppearancePage(m_tabs), tr("&Appearance"));
    addPage(new ColoursPage(page, m_tabs), tr("&Colours"));
    addPage(new ScalePage(page, m_tabs), tr("Price &Scale"));
    addPage(m_time, tr("T&ime"));
    addPage(new TradingPage(m_tabs), tr("&Trading"));
    m_problem = makeSentence("settings.problem", "problem", this);
    m_notice = makeSentence("settings.notice", "muted", this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_notice);
    layout->addWidget(makeFooter());
    edit(m_applied);
    keepView();
    if (const auto *place = screen())
        resize(sizeHint().boundedTo(place->availableSize() * 0.94));
}

void ChartProperties::addPage(SettingsPage *page, const QString &title)
{
    m_tabs->addTab(page, title);
    m_pages.push_back(page);
    connect(page, &SettingsPage::changed, this, &ChartProperties::onChanged);
}

QWidget *ChartProperties::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *defaults = makeDefaults(); // the first to be reached by Tab, as it stands first
    m_preview = new QCheckBox(tr("S&how changes at once"), footer);
    m_preview->setObjectName(QStringLiteral("settings.preview"));
    m_preview->setToolTip(tr("The chart shows what is edited here; Cancel takes it back."));
    m_preview->setChecked(true);
    connect(m_preview, &QCheckBox::toggled, this, &ChartProperties::preview);
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, footer);
    nameButtons(*buttons);
    buttons->setObjectName(QStringLiteral("settings.buttons"));
    m_apply = buttons->button(QDialogButtonBox::Apply);
    connect(m_apply, &QPushButton::clicked, this, &ChartProperties::apply);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (apply())
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &ChartProperties::reject);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(defaults);
    layout->addWidget(m_preview);
    layout->addStretch(1);
    layout->addWidget(buttons);
    return footer;
}

QPushButton *ChartProperties::makeDefaults()
{
    auto *button = new QPushButton(tr("&Defaults"), this);
    button->setObjectName(QStringLiteral("settings.defaults"));
    button->setAutoDefault(false);
    auto *menu = new QMenu(button);
    button->setMenu(menu);
    const auto add = [&](const char *name, const QString &text, auto handler) {
        auto *action = menu->addAction(text, this, handler);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    add("settings.useForNew", tr("Use for &New Charts"), &ChartProperties::useForNewCharts);
    auto *those
        = add("settings.takeNew", tr("As New &Charts Are"), &ChartProperties::takeThoseOfNewCharts);
    menu->addSeparator();
    add("settings.factory", tr("As Agora Co&mes"), [this] {
        edit({});
        onChanged();
    });
    connect(menu, &QMenu::aboutToShow, those,
        [this, those] { those->setEnabled(m_templates.hasDefault()); });
    return button;
}

void ChartProperties::showZones()
{
    m_tabs->setCurrentWidget(m_time);
    m_time->focusZones();
}

void ChartProperties::edit(const ChartSettings &settings)
{
    for (auto *page : m_pages)
        page->edit(settings);
    m_apply->setEnabled(draft() != m_applied);
}

ChartSettings ChartProperties::draft() const
{
    auto settings = m_applied;
    for (const auto *page : m_pages)
        page->take(settings);
    return settings;
}

void ChartProperties::onChanged()
{
    m_apply->setEnabled(draft() != m_applied);
    QString problem;
    for (const auto *page : m_pages)
        if (problem.isEmpty())
            problem = page->problem();
    say(problem);
    if (m_preview->isChecked())
        m_previewTimer.start();
}

/// Other prices would have to be fetched, and the place in view be left: they wait for Apply.
void ChartProperties::preview()
{
    m_previewTimer.stop();
    auto shown = m_preview->isChecked() ? draft() : m_applied;
    shown.side = m_applied.side;
    m_isMoved = m_isMoved || shown.rightMargin != m_page.chart().rightMargin();
    applySettings(m_page, shown);
}

/// A margin moves a chart that follows the newest bar, wherever the user had put that bar.
void ChartProperties::keepView()
{
    const auto &chart = m_page.chart();
    m_beyond = chart.visibleRange().last - static_cast<double>(chart.series().size());
    m_isMoved = false;
}

bool ChartProperties::isUsable()
{
    for (auto *page : m_pages)
        if (const auto problem = page->problem(); !problem.isEmpty()) {
            m_tabs->setCurrentWidget(page);
            say(problem);
            return false;
        }
    return true;
}

bool ChartProperties::apply()
{
    m_previewTimer.stop();
    if (!isUsable())
        return false;
    applySettings(m_page, draft());
    m_applied = draft();
    keepView();
    m_apply->setEnabled(false);
    say({});
    return true;
}

void ChartProperties::reject()
{
    m_previewTimer.stop();
    applySettings(m_page, m_applied);
    auto &chart = m_page.chart();
    if (m_isMoved && chart.isAutoScroll()) {
        const double last = static_cast<double>(chart.series().size()) + m_beyond;
        chart.setVisibleRange({last - chart.visibleRange().bars(), last});
    }
    QDialog::reject();
}

void ChartProperties::say(const QString &problem, const QString &notice)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
}

/// What else new charts have – indicators, panes – stays.
void ChartProperties::useForNewCharts()
{
    if (!isUsable())
        return;
    QJsonObject look;
    if (m_templates.hasDefault()) {
        const auto kept = m_templates.loadDefault();
        if (!kept)
            return say(toQString(kept.error().message));
        look = *kept;
    }
    const auto settings = toJson(draft());
    for (auto at = settings.begin(); at != settings.end(); ++at)
        look.insert(at.key(), at.value());
    if (const auto saved = m_templates.saveDefault(look); !saved)
        return say(toQString(saved.error().message));
    say({}, tr("New charts will have these settings."));
}

void ChartProperties::takeThoseOfNewCharts()
{
    const auto look = m_templates.loadDefault();
    if (!look)
        return say(toQString(look.error().message));
    ChartSettings settings;
    const auto problems = readSettings(*look, settings);
    edit(settings);
    onChanged();
    if (!problems.isEmpty())
        say(problems.join(QLatin1Char(' ')));
}

} // namespace agora::app
