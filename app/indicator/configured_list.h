#pragma once

#include <QColor>
#include <QListWidget>

#include <vector>

namespace agora::app {

/// One line of the list.
struct ConfiguredRow {
    QString id;
    QString title;
    QColor color; ///< of its first line
    bool isVisible = true;
    QString note; ///< why it is not drawn as it stands, or where; a tooltip
    bool isWrong = false;
};

/// The indicators of the chart: an eye that hides one, its colour, its name. Dragging changes the
/// order.
class ConfiguredList final : public QListWidget {
    Q_OBJECT

public:
    explicit ConfiguredList(QWidget *parent = nullptr);

    void show(const std::vector<ConfiguredRow> &rows, int current);
    void change(int row, const ConfiguredRow &changed);
    /// Where the eye of a row lies, in the viewport.
    [[nodiscard]] QRect eyeOf(int row) const;

signals:
    void eyeClicked(int row);
    /// By ids, from the top.
    void reordered(const std::vector<QString> &ids);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] int eyeAt(const QPoint &at) const;
};

} // namespace agora::app
