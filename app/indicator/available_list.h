#pragma once

#include "app/indicator/catalog_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace agora::app {

class IndicatorShelf;

/// The catalogue to choose from: a search box whose arrows move in the list below it and whose
/// Enter adds what stands there.
class AvailableList final : public QWidget {
    Q_OBJECT

public:
    explicit AvailableList(IndicatorShelf &shelf, QWidget *parent = nullptr);

    void markUsed(const std::string &key);
    void focusSearch();
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void chosen(const charts::IndicatorSetup &setup);
    void refused(const QString &sentence);

private:
    void search(const QString &text);
    void choose(const QModelIndex &index);
    void toggleFavourite(const QModelIndex &index);
    void showMarked();
    void expand();
    bool keyInSearch(int key);

    IndicatorShelf &m_shelf;
    CatalogModel *m_model;
    QLineEdit *m_search;
    QTreeView *m_view;
    QLabel *m_none;
};

} // namespace agora::app
