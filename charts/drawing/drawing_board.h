#pragma once

#include "charts/drawing/drawing_shelf.h"

#include <QPointer>
#include <QSet>
#include <QStringList>
#include <QUndoGroup>

#include <functional>

namespace agora::charts {

enum class Magnet { Off, Weak, Strong };

/// The drawings of one chart: the tool in hand, what is selected, and every change as one step of
/// undo.
///
/// The drawings themselves belong to the shelf and are shared by all charts of a symbol. Undo is
/// each chart's own: a step leaves alone what another chart has changed since.
class DrawingBoard final : public QObject {
    Q_OBJECT

public:
    explicit DrawingBoard(QObject *parent = nullptr);
    ~DrawingBoard() override;

    /// Where drawings come from from now on; at first a shelf of the board's own, in memory.
    void setShelf(DrawingShelf &shelf);
    [[nodiscard]] DrawingShelf &shelf() const;
    void setSymbol(const QString &symbol);
    [[nodiscard]] DrawingSet &set() const { return *m_set; }

    /// What the next click begins to draw; nothing = the mouse selects and moves.
    void setTool(std::optional<DrawingKind> tool);
    [[nodiscard]] std::optional<DrawingKind> tool() const { return m_tool; }
    /// The tool stays in hand after a drawing is done.
    void setKeepsDrawing(bool isOn);
    [[nodiscard]] bool keepsDrawing() const { return m_keepsDrawing; }
    void setMagnet(Magnet magnet);
    [[nodiscard]] Magnet magnet() const { return m_magnet; }
    /// All drawings of this chart out of sight; not kept.
    void setHidden(bool isHidden);
    [[nodiscard]] bool isHidden() const { return m_isHidden; }

    [[nodiscard]] QStringList selection() const { return m_selection; }
    [[nodiscard]] bool isSelected(const QString &id) const { return m_chosen.contains(id); }
    void select(const QStringList &ids);
    void selectAll();
    [[nodiscard]] std::vector<Drawing> selected() const; ///< from the back to the front

    /// Each of the following is one step of undo. Steps of the same `merge` (not empty) on the same
    /// drawings that follow one another become one.
    QString add(Drawing drawing); ///< gives it an id and puts it before all others
    void addAll(std::vector<Drawing> drawings, const QString &words);
    void modify(
        const std::vector<Drawing> &drawings, const QString &words, const QString &merge = {});
    /// A name for `merge` that nobody else uses.
    [[nodiscard]] QString newMerge() { return QStringLiteral("merge-%1").arg(++m_lastMerge); }
    void remove(const QStringList &ids);
    void removeAll();
    void rename(const QString &id, const QString &name);
    void setVisible(const QStringList &ids, bool isVisible);
    void setLocked(const QStringList &ids, bool isLocked);
    void bringToFront(const QStringList &ids);
    void sendToBack(const QStringList &ids);

    void undo();
    void redo();
    [[nodiscard]] QUndoGroup &undoGroup() { return m_undoGroup; }
    [[nodiscard]] const QUndoGroup &undoGroup() const { return m_undoGroup; }

    /// The selection, to the clipboard; and from there, selected, onto this chart.
    void copy() const;
    void cut();
    void paste();
    [[nodiscard]] static bool canPaste();
    /// Brings pasted drawings of that symbol to where they are seen.
    using Fitter = std::function<void(std::vector<Drawing> &, const QString &fromSymbol)>;
    void setPasteFitter(Fitter fitter) { m_fitter = std::move(fitter); }

    /// Brings it into view and selects it.
    void jumpTo(const QString &id);
    void openProperties(const QString &id) { emit propertiesRequested(id); }
    /// Says why something cannot be done.
    void refuse(const QString &sentence) { emit refused(sentence); }

signals:
    void setChanged(); ///< another symbol or shelf
    void drawingsChanged();
    void selectionChanged();
    void toolChanged();
    void settingsChanged(); ///< keeps drawing, magnet, hidden
    void propertiesRequested(const QString &id);
    void jumpRequested(const agora::charts::Drawing &drawing);
    void refused(const QString &sentence);

private:
    void takeSet(DrawingSet &set);
    void push(std::vector<Drawing> after, const QStringList &removed, const QString &words,
        const QString &merge = {});
    void forgetGone();
    template <typename Edit>
    void edit(const QStringList &ids, const QString &words, Edit edit);

    DrawingShelf m_own;
    QPointer<DrawingShelf> m_shelf;
    QPointer<DrawingSet> m_set;
    QUndoGroup m_undoGroup;
    std::map<QString, std::unique_ptr<QUndoStack>> m_stacks; ///< by symbol
    QStringList m_selection;
    QSet<QString> m_chosen; ///< the same
    std::optional<DrawingKind> m_tool;
    Magnet m_magnet = Magnet::Off;
    bool m_keepsDrawing = false;
    bool m_isHidden = false;
    Fitter m_fitter;
    int m_lastMerge = 0;
};

/// `Delete Trend Line`, `Delete 3 Drawings`.
[[nodiscard]] QString wordsFor(const QString &one, const QString &many, const QStringList &titles);

} // namespace agora::charts
