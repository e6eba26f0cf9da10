#pragma once

#include "charts/drawing/drawing_set.h"

#include <map>
#include <memory>

namespace agora::charts {

/// Gives every symbol its drawings, the same to all charts, and knows how new ones look. This one
/// keeps them in memory; an application derives one that keeps them on disk.
class DrawingShelf : public QObject {
    Q_OBJECT

public:
    explicit DrawingShelf(QObject *parent = nullptr) : QObject(parent) {}
    ~DrawingShelf() override = default;

    /// Lives as long as the shelf.
    [[nodiscard]] DrawingSet &setOf(const QString &symbol);
    [[nodiscard]] DrawingStyle styleOf(DrawingKind kind) const;
    /// Empty = the usual one again.
    void setStyle(DrawingKind kind, const std::optional<DrawingStyle> &style);
    [[nodiscard]] const std::map<DrawingKind, DrawingStyle> &styles() const { return m_styles; }

signals:
    void stylesChanged();

protected:
    /// Called once a symbol, before anybody sees its drawings.
    virtual std::vector<Drawing> load(const QString &symbol);
    virtual void opened(DrawingSet &set);
    void takeStyles(std::map<DrawingKind, DrawingStyle> styles) { m_styles = std::move(styles); }

private:
    std::map<QString, std::unique_ptr<DrawingSet>> m_sets;
    std::map<DrawingKind, DrawingStyle> m_styles;
};

} // namespace agora::charts
