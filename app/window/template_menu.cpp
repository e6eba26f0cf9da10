#include "app/window/template_menu.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_state.h"
#include "app/chart/chart_templates.h"
#include "app/tables/words.h"
#include "app/window/messages.h"

#include <QInputDialog>

namespace agora::app {

TemplateMenu::TemplateMenu(ChartArea &charts, const ChartTemplates &templates, QWidget *parent)
    : QMenu(tr("&Template"), parent), m_charts(charts), m_templates(templates)
{
    setObjectName(QStringLiteral("templateMenu"));
    connect(this, &QMenu::aboutToShow, this, &TemplateMenu::fill);
}

void TemplateMenu::fill()
{
    clear(); // and its submenus with it
    const bool hasChart = m_charts.current() != nullptr;
    auto *save = addAction(tr("&Save as Template…"), this, &TemplateMenu::askForName);
    save->setObjectName(QStringLiteral("template.save"));
    save->setEnabled(hasChart);
    auto *saveDefault = addAction(tr("Use for &New Charts"), this, [this] {
        if (const auto *page = m_charts.current())
            if (const auto kept = m_templates.saveDefault(lookOf(*page)); !kept)
                tell(kept.error().message);
    });
    saveDefault->setObjectName(QStringLiteral("template.saveDefault"));
    saveDefault->setEnabled(hasChart);
    auto *forget = addAction(tr("New Charts as &Usual"), this, [this] {
        if (const auto gone = m_templates.removeDefault(); !gone)
            tell(gone.error().message);
    });
    forget->setObjectName(QStringLiteral("template.forgetDefault"));
    forget->setEnabled(m_templates.hasDefault());
    const auto names = m_templates.names();
    if (names.isEmpty())
        return;
    addSeparator();
    for (const auto &name : names) {
        auto *action = addAction(name, this, [this, name] { apply(name); });
        action->setObjectName(QStringLiteral("template.apply.") + name);
        action->setEnabled(hasChart);
    }
    addSeparator();
    auto *removal = new QMenu(tr("&Delete"), this);
    connect(this, &QMenu::aboutToHide, removal, &QObject::deleteLater);
    addMenu(removal);
    for (const auto &name : names) {
        auto *action = removal->addAction(name, this, [this, name] {
            confirm(window(), QStringLiteral("confirmDeleteTemplate"),
                tr("Delete the template “%1”?").arg(name), tr("Delete"), [this, name] {
                    if (const auto gone = m_templates.remove(name); !gone)
                        tell(gone.error().message);
                });
        });
        action->setObjectName(QStringLiteral("template.delete.") + name);
    }
}

void TemplateMenu::askForName()
{
    auto *dialog = new QInputDialog(m_charts.window());
    dialog->setObjectName(QStringLiteral("templateName"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as Template"));
    dialog->setLabelText(tr("Name of the template:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &typed) {
        const auto name = typed.trimmed();
        if (!m_templates.names().contains(name))
            return save(name);
        confirm(m_charts.window(), QStringLiteral("confirmReplaceTemplate"),
            tr("Replace the template “%1”?").arg(name), tr("Replace"),
            [this, name] { save(name); });
    });
    dialog->open();
}

void TemplateMenu::save(const QString &name)
{
    const auto *page = m_charts.current();
    if (!page)
        return;
    if (const auto kept = m_templates.save(name, lookOf(*page)); !kept)
        tell(kept.error().message);
}

void TemplateMenu::apply(const QString &name)
{
    auto *page = m_charts.current();
    if (!page)
        return;
    const auto look = m_templates.load(name);
    const auto applied = look ? applyLook(*page, *look) : Result<void>(look.failure());
    if (!applied)
        tell(applied.error().message);
    emit m_charts.currentChartChanged();
}

void TemplateMenu::tell(const std::string &problem)
{
    showProblem(m_charts.window(), toQString(problem));
}

} // namespace agora::app
