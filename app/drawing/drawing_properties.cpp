#include "app/drawing/drawing_properties.h"

#include "app/drawing/anchor_editor.h"
#include "app/drawing/level_editor.h"
#include "app/tables/words.h"
#include "app/window/messages.h"
#include "charts/drawing/drawing_board.h"
#include "charts/price_chart.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace agora::app {

using charts::Drawing;

DrawingProperties::DrawingProperties(
    charts::PriceChart &chart, const QStringList &ids, QWidget *parent)
    : QDialog(parent)
    , m_board(&chart.drawings())
    , m_merge(m_board->newMerge())
    , m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("drawingProperties"));
    for (const auto &id : ids)
        if (const auto *drawing = m_board->set().find(id))
            m_originals.push_back(*drawing);
    m_drawings = m_originals;
    setWindowTitle(m_drawings.size() == 1 ? title(m_drawings.front())
                                          : tr("%1 Drawings").arg(m_drawings.size()));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(makeButtons());
    if (m_drawings.empty())
        return;
    makeTabs(chart);
    show();
    connect(m_board, &charts::DrawingBoard::drawingsChanged, this, &DrawingProperties::follow);
    connect(m_board, &charts::DrawingBoard::setChanged, this, &QDialog::close);
}

void DrawingProperties::makeTabs(charts::PriceChart &chart)
{
    const Drawing &first = m_drawings.front();
    const auto join = [this](auto *editor) {
        using Editor = std::remove_pointer_t<decltype(editor)>;
        connect(editor, &Editor::edited, this, &DrawingProperties::edit);
        return editor;
    };
    m_style = join(new StyleEditor(first.kind, chart.theme(), this));
    m_tabs->addTab(m_style, tr("Style"));
    m_tabs->addTab(makeTextTab(), tr("Text"));
    if (hasLevels(first.kind)) {
        m_levels = join(new LevelEditor(chart.theme(), this));
        m_tabs->addTab(m_levels, tr("Levels"));
    }
    if (m_drawings.size() == 1) {
        const bool isPrice = first.pane.isEmpty();
        const auto &instrument = chart.instrument();
        m_anchors = join(new AnchorEditor(first, isPrice ? instrument.precision + 1 : 4,
            isPrice ? instrument.pip() : 0.1, chart.zone(), this));
        m_tabs->addTab(m_anchors, tr("Coordinates"));
    }
    m_tabs->addTab(makeVisibilityTab(), tr("Visibility"));
    if (first.kind == charts::DrawingKind::Text) {
        m_tabs->setCurrentIndex(1);
        m_text->setFocus();
        m_text->selectAll();
    }
}

QWidget *DrawingProperties::makeTextTab()
{
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    m_name = new QLineEdit(page);
    m_name->setObjectName(QStringLiteral("drawing.name"));
    m_name->setPlaceholderText(kindTitle(m_drawings.front().kind));
    m_name->setMaxLength(100);
    form->addRow(tr("Name in the list"), m_name);
    m_text = new QPlainTextEdit(page);
    m_text->setObjectName(QStringLiteral("drawing.text"));
    m_text->setTabChangesFocus(true);
    form->addRow(tr("Text on the chart"), m_text);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) {
        edit([name](Drawing &drawing) { drawing.name = name.trimmed(); });
    });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        edit([text = m_text->toPlainText()](Drawing &drawing) { drawing.text = text; });
    });
    return page;
}

QWidget *DrawingProperties::makeVisibilityTab()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_isVisible = new QCheckBox(tr("Shown"), page);
    m_isVisible->setObjectName(QStringLiteral("drawing.isVisible"));
    m_isLocked = new QCheckBox(tr("Locked: cannot be moved or deleted by hand"), page);
    m_isLocked->setObjectName(QStringLiteral("drawing.isLocked"));
    m_onAllPeriods = new QCheckBox(tr("On all periods"), page);
    m_onAllPeriods->setObjectName(QStringLiteral("drawing.onAllPeriods"));
    m_periods = new QListWidget(page);
    m_periods->setObjectName(QStringLiteral("drawing.periods"));
    m_periods->setFlow(QListView::TopToBottom);
    m_periods->setWrapping(true);
    m_periods->setResizeMode(QListView::Adjust);
    for (const auto period : standardPeriods())
        new QListWidgetItem(toQString(period.toString()), m_periods);
    layout->addWidget(m_isVisible);
    layout->addWidget(m_isLocked);
    layout->addWidget(m_onAllPeriods);
    layout->addWidget(m_periods, 1);
    connect(m_isVisible, &QCheckBox::toggled, this,
        [this](bool isOn) { edit([isOn](Drawing &drawing) { drawing.isVisible = isOn; }); });
    connect(m_isLocked, &QCheckBox::toggled, this,
        [this](bool isOn) { edit([isOn](Drawing &drawing) { drawing.isLocked = isOn; }); });
    connect(m_onAllPeriods, &QCheckBox::toggled, this, &DrawingProperties::takePeriods);
    connect(m_periods, &QListWidget::itemChanged, this, &DrawingProperties::takePeriods);
    return page;
}

QWidget *DrawingProperties::makeButtons()
{
    auto *box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    nameButtons(*box);
    auto *save = box->addButton(tr("Save as Default"), QDialogButtonBox::ResetRole);
    save->setObjectName(QStringLiteral("drawing.saveDefault"));
    save->setToolTip(tr("New drawings of this kind will look like this one."));
    auto *restore = box->addButton(tr("Default"), QDialogButtonBox::ResetRole);
    restore->setObjectName(QStringLiteral("drawing.restoreDefault"));
    restore->setToolTip(tr("Makes it look like new ones do; a second time, as Agora came."));
    for (auto *button : {save, restore})
        button->setAutoDefault(false);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &DrawingProperties::reject);
    connect(save, &QPushButton::clicked, this, &DrawingProperties::saveAsDefault);
    connect(restore, &QPushButton::clicked, this, &DrawingProperties::restoreDefault);
    return box;
}

void DrawingProperties::edit(const DrawingEdit &edit)
{
    if (m_isShowing || !m_board)
        return;
    for (auto &drawing : m_drawings)
        edit(drawing);
    m_board->modify(m_drawings, tr("Change %1").arg(title(m_originals.front())), m_merge);
}

void DrawingProperties::show()
{
    m_isShowing = true;
    const Drawing &first = m_drawings.front();
    m_style->show(first);
    if (m_levels)
        m_levels->show(first);
    if (m_anchors)
        m_anchors->show(first);
    if (m_name->text() != first.name)
        m_name->setText(first.name);
    if (m_text->toPlainText() != first.text)
        m_text->setPlainText(first.text);
    m_isVisible->setChecked(first.isVisible);
    m_isLocked->setChecked(first.isLocked);
    showPeriods();
    m_isShowing = false;
}

void DrawingProperties::showPeriods()
{
    const auto &periods = m_drawings.front().periods;
    m_onAllPeriods->setChecked(periods.empty());
    m_periods->setEnabled(!periods.empty());
    for (int row = 0; row < m_periods->count(); ++row) {
        const Period period = standardPeriods()[static_cast<std::size_t>(row)];
        const bool isOn = periods.empty() || std::ranges::find(periods, period) != periods.end();
        m_periods->item(row)->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    }
}

void DrawingProperties::takePeriods()
{
    if (m_isShowing)
        return;
    const bool isOnAll = m_onAllPeriods->isChecked();
    m_periods->setEnabled(!isOnAll);
    std::vector<Period> periods;
    for (int row = 0; row < m_periods->count() && !isOnAll; ++row)
        if (m_periods->item(row)->checkState() == Qt::Checked)
            periods.push_back(standardPeriods()[static_cast<std::size_t>(row)]);
    if (!isOnAll && periods.empty())
        return; // none at all is what "Shown" is for
    edit([periods](Drawing &drawing) { drawing.periods = periods; });
}

/// Undo, the mouse or another chart may change them while the dialog is open.
void DrawingProperties::follow()
{
    bool isOther = false;
    for (auto &drawing : m_drawings) {
        const auto *now = m_board->set().find(drawing.id);
        if (!now) {
            QDialog::reject();
            return;
        }
        isOther |= *now != drawing;
        drawing = *now;
    }
    if (isOther)
        show();
}

void DrawingProperties::reject()
{
    if (m_board && !m_originals.empty() && m_drawings != m_originals)
        m_board->modify(m_originals, tr("Change %1").arg(title(m_originals.front())), m_merge);
    QDialog::reject();
}

void DrawingProperties::saveAsDefault()
{
    if (m_board && !m_drawings.empty())
        m_board->shelf().setStyle(m_drawings.front().kind, m_drawings.front().style);
}

void DrawingProperties::restoreDefault()
{
    if (!m_board || m_drawings.empty())
        return;
    const auto kind = m_drawings.front().kind;
    const auto saved = m_board->shelf().styleOf(kind);
    const bool isAlready = m_drawings.front().style == saved;
    if (isAlready)
        m_board->shelf().setStyle(kind, std::nullopt);
    edit([style = isAlready ? charts::usualStyle(kind) : saved](
             Drawing &drawing) { drawing.style = style; });
    show();
}

} // namespace agora::app
