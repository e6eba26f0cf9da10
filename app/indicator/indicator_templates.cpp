#include "app/indicator/indicator_templates.h"

#include "app/indicator/indicator_shelf.h"
#include "app/window/messages.h"

#include <QInputDialog>
#include <QMenu>

namespace agora::app {

IndicatorTemplates::IndicatorTemplates(IndicatorShelf &shelf,
    std::function<std::vector<charts::IndicatorSetup>()> current, QWidget *parent)
    : QPushButton(parent), m_shelf(shelf), m_current(std::move(current))
{
    setObjectName(QStringLiteral("indicator.templates"));
    setText(tr("Templates"));
    setToolTip(tr("Sets of indicators under a name"));
    setAutoDefault(false);
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("indicator.templates.menu"));
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &IndicatorTemplates::fill);
}

void IndicatorTemplates::fill()
{
    menu()->clear();
    for (auto *old : menu()->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
        old->deleteLater();
    auto *save = menu()->addAction(tr("Save These as…"), this, &IndicatorTemplates::askForName);
    save->setObjectName(QStringLiteral("indicator.templates.save"));
    save->setEnabled(!m_current().empty());
    const QStringList names = m_shelf.templates();
    if (!names.isEmpty())
        menu()->addSeparator();
    for (const QString &name : names)
        addTemplate(name);
    menu()->addSeparator();
    auto *none = menu()->addAction(tr("New Charts Begin without Indicators"), this,
        [this] { tell(m_shelf.setDefaultTemplate({})); });
    none->setCheckable(true);
    none->setChecked(m_shelf.defaultTemplate().isEmpty());
}

void IndicatorTemplates::addTemplate(const QString &name)
{
    const bool isDefault = m_shelf.defaultTemplate() == name;
    auto *sub = menu()->addMenu(isDefault ? tr("%1 (new charts)").arg(name) : name);
    sub->setObjectName(QStringLiteral("indicator.template.") + name);
    sub->addAction(tr("Take Instead of These"), this, [this, name] { load(name, true); });
    sub->addAction(tr("Add to These"), this, [this, name] { load(name, false); });
    sub->addAction(tr("Save These under This Name"), this, [this, name] { save(name); });
    auto *usual = sub->addAction(tr("New Charts Begin with It"), this,
        [this, name] { tell(m_shelf.setDefaultTemplate(name)); });
    usual->setCheckable(true);
    usual->setChecked(isDefault);
    sub->addSeparator();
    sub->addAction(tr("Delete…"), this, [this, name] {
        confirm(this, QStringLiteral("indicator.templates.delete"),
            tr("Delete the template \"%1\"?").arg(name), tr("Delete"),
            [this, name] { tell(m_shelf.remove(name)); });
    });
}

void IndicatorTemplates::load(const QString &name, bool isInstead)
{
    const auto setups = m_shelf.load(name);
    if (!setups)
        emit refused(QString::fromStdString(setups.error().message));
    else
        emit loaded(*setups, isInstead);
}

void IndicatorTemplates::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("indicator.templates.name"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save Template"));
    dialog->setLabelText(tr("Name of the template:"));
    dialog->setOkButtonText(tr("Save"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!m_shelf.templates().contains(name.trimmed()))
            return save(name);
        confirm(this, QStringLiteral("indicator.templates.replace"),
            tr("Replace the template \"%1\"?").arg(name.trimmed()), tr("Replace"),
            [this, name] { save(name); });
    });
    dialog->open();
}

void IndicatorTemplates::save(const QString &name) { tell(m_shelf.save(name, m_current())); }

void IndicatorTemplates::tell(const Result<void> &done)
{
    if (!done)
        emit refused(QString::fromStdString(done.error().message));
}

} // namespace agora::app
