#include "charts/drawing/drawing_board.h"

#include "charts/drawing/drawing_command.h"
#include "charts/drawing/drawing_json.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

namespace agora::charts {
namespace {

constexpr int mostSteps = 1'000; // of undo, for each symbol
const QString mimeType = QStringLiteral("application/x-agora-drawings");

QStringList titlesOf(const std::vector<Drawing> &drawings)
{
    QStringList titles;
    for (const auto &drawing : drawings)
        titles.append(title(drawing));
    return titles;
}

} // namespace

QString wordsFor(const QString &one, const QString &many, const QStringList &titles)
{
    return titles.size() == 1 ? one.arg(titles.front()) : many.arg(titles.size());
}

DrawingBoard::DrawingBoard(QObject *parent) : QObject(parent), m_shelf(&m_own)
{
    takeSet(m_own.setOf({}));
}

DrawingBoard::~DrawingBoard()
{
    m_undoGroup.disconnect(this); // stacks go one by one
    if (m_set)
        m_set->disconnect(this);
}

void DrawingBoard::setShelf(DrawingShelf &shelf)
{
    m_shelf = &shelf;
    m_stacks.clear(); // of other drawings
    takeSet(shelf.setOf(m_set ? m_set->symbol() : QString()));
    // An application that closes may take its shelf before its charts.
    connect(&shelf, &QObject::destroyed, this, [this] {
        m_shelf = &m_own;
        m_stacks.clear();
        m_set.clear();
        takeSet(m_own.setOf({}));
    });
}

DrawingShelf &DrawingBoard::shelf() const { return *m_shelf; }

void DrawingBoard::setSymbol(const QString &symbol)
{
    if (symbol != m_set->symbol())
        takeSet(m_shelf->setOf(symbol));
}

void DrawingBoard::takeSet(DrawingSet &set)
{
    if (m_set)
        m_set->disconnect(this);
    m_set = &set;
    connect(&set, &DrawingSet::changed, this, [this] {
        forgetGone();
        emit drawingsChanged();
    });
    auto &stack = m_stacks[set.symbol()];
    if (!stack) {
        stack = std::make_unique<QUndoStack>();
        stack->setUndoLimit(mostSteps);
        m_undoGroup.addStack(stack.get());
    }
    m_undoGroup.setActiveStack(stack.get());
    select({});
    emit setChanged();
    emit drawingsChanged();
}

void DrawingBoard::setTool(std::optional<DrawingKind> tool)
{
    if (tool == m_tool)
        return;
    m_tool = tool;
    if (tool)
        setHidden(false); // nobody draws what he cannot see
    emit toolChanged();
}

void DrawingBoard::setKeepsDrawing(bool isOn)
{
    m_keepsDrawing = isOn;
    emit settingsChanged();
}

void DrawingBoard::setMagnet(Magnet magnet)
{
    m_magnet = magnet;
    emit settingsChanged();
}

void DrawingBoard::setHidden(bool isHidden)
{
    if (isHidden == m_isHidden)
        return;
    m_isHidden = isHidden;
    if (isHidden)
        select({});
    emit settingsChanged();
}

void DrawingBoard::select(const QStringList &ids)
{
    QStringList known;
    for (const auto &id : ids)
        if (m_set->find(id))
            known.append(id);
    if (known == m_selection)
        return;
    m_selection = known;
    m_chosen = QSet<QString>(known.begin(), known.end());
    emit selectionChanged();
}

void DrawingBoard::selectAll()
{
    QStringList ids;
    for (const auto &drawing : m_set->all())
        ids.append(drawing.id);
    select(ids);
}

std::vector<Drawing> DrawingBoard::selected() const
{
    std::vector<Drawing> drawings;
    for (const auto &id : m_selection)
        if (const auto *drawing = m_set->find(id))
            drawings.push_back(*drawing);
    std::ranges::stable_sort(drawings, {}, &Drawing::z);
    return drawings;
}

void DrawingBoard::forgetGone()
{
    const auto kept = m_selection;
    select(kept);
}

void DrawingBoard::push(std::vector<Drawing> after, const QStringList &removed,
    const QString &words, const QString &merge)
{
    std::vector<DrawingCommand::Step> steps;
    const auto before = [this](const QString &id) {
        const auto *drawing = m_set->find(id);
        return drawing ? std::optional(*drawing) : std::nullopt;
    };
    for (auto &drawing : after) {
        DrawingCommand::Step step{drawing.id, before(drawing.id), std::nullopt};
        step.after = std::move(drawing);
        if (isSound(*step.after) && step.before != step.after)
            steps.push_back(std::move(step));
    }
    for (const auto &id : removed)
        if (m_set->find(id))
            steps.push_back({id, before(id), std::nullopt});
    if (!steps.empty())
        m_undoGroup.activeStack()->push(new DrawingCommand(*m_set, std::move(steps), words, merge));
}

QString DrawingBoard::add(Drawing drawing)
{
    drawing.id = m_set->freeId(drawing.kind);
    drawing.z = m_set->frontZ();
    const QString id = drawing.id;
    const QString words = tr("Draw %1").arg(title(drawing));
    push({std::move(drawing)}, {}, words);
    return m_set->find(id) ? id : QString();
}

void DrawingBoard::addAll(std::vector<Drawing> drawings, const QString &words)
{
    QStringList ids;
    std::int64_t z = m_set->frontZ();
    for (auto &drawing : drawings) {
        drawing.id = m_set->freeId(drawing.kind);
        drawing.z = z++;
        ids.append(drawing.id);
    }
    push(std::move(drawings), {}, words);
    select(ids);
}

void DrawingBoard::modify(
    const std::vector<Drawing> &drawings, const QString &words, const QString &merge)
{
    std::vector<Drawing> known;
    for (const auto &drawing : drawings)
        if (m_set->find(drawing.id))
            known.push_back(drawing);
    push(std::move(known), {}, words, merge);
}

void DrawingBoard::remove(const QStringList &ids)
{
    QStringList titles;
    for (const auto &id : ids)
        if (const auto *drawing = m_set->find(id))
            titles.append(title(*drawing));
    push({}, ids, wordsFor(tr("Delete %1"), tr("Delete %1 Drawings"), titles));
}

void DrawingBoard::removeAll()
{
    QStringList ids;
    for (const auto &drawing : m_set->all())
        ids.append(drawing.id);
    push({}, ids, tr("Delete All Drawings"));
}

template <typename Edit>
void DrawingBoard::edit(const QStringList &ids, const QString &words, Edit edit)
{
    std::vector<Drawing> drawings;
    for (const auto &id : ids)
        if (const auto *drawing = m_set->find(id))
            drawings.push_back(*drawing);
    std::ranges::stable_sort(drawings, {}, &Drawing::z);
    for (auto &drawing : drawings)
        edit(drawing);
    push(std::move(drawings), {}, words);
}

void DrawingBoard::rename(const QString &id, const QString &name)
{
    edit({id}, tr("Rename"), [&](Drawing &drawing) {
        drawing.name = name == kindTitle(drawing.kind) ? QString() : name.trimmed();
    });
}

void DrawingBoard::setVisible(const QStringList &ids, bool isVisible)
{
    edit(ids, isVisible ? tr("Show") : tr("Hide"),
        [&](Drawing &drawing) { drawing.isVisible = isVisible; });
}

void DrawingBoard::setLocked(const QStringList &ids, bool isLocked)
{
    edit(ids, isLocked ? tr("Lock") : tr("Unlock"),
        [&](Drawing &drawing) { drawing.isLocked = isLocked; });
}

void DrawingBoard::bringToFront(const QStringList &ids)
{
    std::int64_t z = m_set->frontZ();
    edit(ids, tr("Bring to Front"), [&](Drawing &drawing) { drawing.z = z++; });
}

void DrawingBoard::sendToBack(const QStringList &ids)
{
    std::int64_t z = m_set->backZ() - static_cast<std::int64_t>(ids.size()) + 1;
    edit(ids, tr("Send to Back"), [&](Drawing &drawing) { drawing.z = z++; });
}

void DrawingBoard::undo() { m_undoGroup.undo(); }

void DrawingBoard::redo() { m_undoGroup.redo(); }

void DrawingBoard::copy() const
{
    const auto drawings = selected();
    if (drawings.empty())
        return;
    const QByteArray json = toJson(m_set->symbol(), drawings);
    auto *data = new QMimeData; // taken by the clipboard
    data->setData(mimeType, json);
    data->setText(titlesOf(drawings).join(QLatin1Char('\n')));
    QGuiApplication::clipboard()->setMimeData(data);
}

void DrawingBoard::cut()
{
    copy();
    remove(m_selection);
}

bool DrawingBoard::canPaste()
{
    const auto *data = QGuiApplication::clipboard()->mimeData();
    return data && data->hasFormat(mimeType);
}

void DrawingBoard::paste()
{
    if (!canPaste())
        return;
    auto read = drawingsFromJson(QGuiApplication::clipboard()->mimeData()->data(mimeType));
    if (!read || read->drawings.empty())
        return;
    setHidden(false);
    for (auto &drawing : read->drawings)
        drawing.isVisible = true;
    if (m_fitter)
        m_fitter(read->drawings, read->symbol);
    const QString words
        = wordsFor(tr("Paste %1"), tr("Paste %1 Drawings"), titlesOf(read->drawings));
    addAll(std::move(read->drawings), words);
}

void DrawingBoard::jumpTo(const QString &id)
{
    const auto *drawing = m_set->find(id);
    if (!drawing)
        return;
    const Drawing wanted = *drawing;
    select({id});
    emit jumpRequested(wanted);
}

} // namespace agora::charts
