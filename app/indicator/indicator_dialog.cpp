#include "app/indicator/indicator_dialog.h"

#include "app/indicator/available_list.h"
#include "app/indicator/configured_list.h"
#include "app/indicator/indicator_properties.h"
#include "charts/indicator_links.h"
#include "charts/price_chart.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

// What the indicator dialog does; how it is put together stands in indicator_dialog_parts.cpp.
namespace agora::app {

void IndicatorDialog::add(const std::string &key)
{
    if (const auto *info = indicators::findIndicator(key))
        addSetup(usualSetup(*info));
}

void IndicatorDialog::select(const QString &id)
{
    if (const int row = m_drafts.rowOf(id); row >= 0)
        m_configured->setCurrentRow(row);
}

void IndicatorDialog::addSetup(const charts::IndicatorSetup &setup)
{
    showDrafts(m_drafts.add(setup));
    m_available->markUsed(setup.key);
}

void IndicatorDialog::removeCurrent()
{
    const int row = m_configured->currentRow();
    if (row < 0)
        return;
    const auto removed = m_drafts.at(row);
    const auto fed = charts::fedBy(m_drafts.setups(), removed.id);
    showDrafts(m_drafts.remove(row));
    if (!fed.empty())
        say({},
            tr("%1 was applied to %2 and goes on with an own copy of it.")
                .arg(charts::titleOf(fed.front()), charts::titleOf(removed)));
}

void IndicatorDialog::duplicateCurrent()
{
    if (const int row = m_configured->currentRow(); row >= 0)
        showDrafts(m_drafts.duplicate(row));
}

void IndicatorDialog::moveCurrent(int by)
{
    if (const int row = m_configured->currentRow(); row >= 0)
        showDrafts(m_drafts.move(row, row + by));
}

void IndicatorDialog::toggleEye(int row)
{
    auto setup = m_drafts.at(row);
    setup.isVisible = !setup.isVisible;
    m_drafts.endStep();
    if (const auto done = m_drafts.modify(row, setup); !done)
        return say(QString::fromStdString(done.error().message));
    m_drafts.endStep();
    showDrafts(row);
}

void IndicatorDialog::takeTemplate(const Setups &setups, bool isInstead)
{
    if (isInstead)
        m_drafts.replaceAll(charts::withFreshIds(setups, {}));
    showDrafts(isInstead ? (setups.empty() ? -1 : 0) : m_drafts.append(setups));
}

void IndicatorDialog::undo()
{
    m_drafts.undo();
    showDrafts(std::min(std::max(0, m_configured->currentRow()), m_drafts.count() - 1));
}

void IndicatorDialog::redo()
{
    m_drafts.redo();
    showDrafts(std::min(std::max(0, m_configured->currentRow()), m_drafts.count() - 1));
}

ConfiguredRow IndicatorDialog::rowOf(int row) const
{
    const auto &setup = m_drafts.at(row);
    const auto usual = m_chart.usualColors(setup);
    const auto made = charts::makeInstance(setup);
    QColor color = usual.empty() ? QColor(Qt::gray) : usual.front();
    if (!setup.colors.empty() && setup.colors.front().isValid())
        color = setup.colors.front();
    return {.id = setup.id,
        .title = charts::titleOf(setup),
        .color = color,
        .isVisible = setup.isVisible,
        .note = made ? QString() : QString::fromStdString(made.error().message),
        .isWrong = !made};
}

void IndicatorDialog::showDrafts(int row)
{
    std::vector<ConfiguredRow> rows;
    for (int i = 0; i < m_drafts.count(); ++i)
        rows.push_back(rowOf(i));
    m_configured->show(rows, row);
    showProperties(row);
    say({});
    schedulePreview();
}

void IndicatorDialog::showProperties(int row)
{
    m_drafts.endStep();
    enableButtons();
    m_isShowing = true;
    if (row < 0 || row >= m_drafts.count()) {
        m_properties->clear();
    } else {
        const auto &draft = m_drafts.at(row);
        m_properties->edit(draft,
            {.usualColors = m_chart.usualColors(draft),
                .levelColor = m_chart.theme().level,
                .upColor = m_chart.theme().up,
                .downColor = m_chart.theme().down,
                .others = m_drafts.others(row)});
    }
    m_isShowing = false;
}

void IndicatorDialog::enableButtons()
{
    const int row = m_configured->currentRow();
    m_remove->setEnabled(row >= 0);
    m_duplicate->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_drafts.count());
    m_undo->setEnabled(m_drafts.canUndo());
    m_redo->setEnabled(m_drafts.canRedo());
}

void IndicatorDialog::updateDraft()
{
    const int row = m_configured->currentRow();
    if (row < 0 || m_isShowing)
        return;
    if (const auto done = m_drafts.modify(row, m_properties->setup()); !done)
        return say(QString::fromStdString(done.error().message));
    for (int i = 0; i < m_drafts.count(); ++i) // what it feeds is called otherwise now
        m_configured->change(i, rowOf(i));
    enableButtons();
    say(m_properties->problem());
    schedulePreview();
}

void IndicatorDialog::say(const QString &problem, const QString &notice)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
}

void IndicatorDialog::schedulePreview()
{
    if (m_preview->isChecked())
        m_previewTimer.start();
}

IndicatorDialog::Setups IndicatorDialog::drawable(bool withUnfinished)
{
    Setups setups;
    for (const auto &draft : m_drafts.setups()) {
        if (charts::makeInstance(draft)) {
            m_lastRight[draft.id] = draft;
            setups.push_back(draft);
            continue;
        }
        if (const auto right = m_lastRight.find(draft.id);
            withUnfinished && right != m_lastRight.end())
            setups.push_back(right->second);
        else if (const auto applied
                 = std::ranges::find(m_applied, draft.id, &charts::IndicatorSetup::id);
                 applied != m_applied.end())
            setups.push_back(*applied);
    }
    return setups;
}

void IndicatorDialog::preview()
{
    m_previewTimer.stop();
    const auto shown = m_preview->isChecked() ? drawable(true) : m_applied;
    if (shown == m_chart.indicators())
        return;
    if (const auto done = m_chart.setIndicators(shown); !done)
        say(QString::fromStdString(done.error().message));
}

bool IndicatorDialog::apply()
{
    m_previewTimer.stop();
    for (int row = 0; row < m_drafts.count(); ++row) {
        const auto made = charts::makeInstance(m_drafts.at(row));
        if (made)
            continue;
        m_configured->setCurrentRow(row);
        say(tr("%1: %2").arg(
            charts::titleOf(m_drafts.at(row)), QString::fromStdString(made.error().message)));
        if (m_preview->isChecked())
            if (const auto shown = m_chart.setIndicators(drawable(false)); !shown)
                say(QString::fromStdString(shown.error().message));
        return false;
    }
    if (const auto done = m_chart.setIndicators(m_drafts.setups()); !done) {
        say(QString::fromStdString(done.error().message));
        return false;
    }
    m_applied = m_chart.indicators();
    say({});
    return true;
}

void IndicatorDialog::reject()
{
    m_previewTimer.stop();
    if (m_chart.indicators() != m_applied)
        if (const auto done = m_chart.setIndicators(m_applied); !done)
            return say(QString::fromStdString(done.error().message)); // it was drawn before
    QDialog::reject();
}

} // namespace agora::app
