<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>agora::app::AccountPanel</name>
    <message>
        <source>The account appears here when the engine is connected.</source>
        <translation>La cuenta aparece aquí cuando el motor está conectado.</translation>
    </message>
</context>
<context>
    <name>agora::app::AddBrainDialog</name>
    <message>
        <source>Add Brain</source>
        <translation>Añadir cerebro</translation>
    </message>
    <message>
        <source>made from the module&apos;s name</source>
        <translation>se forma con el nombre del módulo</translation>
    </message>
    <message>
        <source>&amp;Module</source>
        <translation>&amp;Módulo</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Symbol</source>
        <translation>&amp;Símbolo</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Período</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Asking the engine for its brain modules…</source>
        <translation>Preguntando al motor por sus módulos de cerebro…</translation>
    </message>
    <message>
        <source>The engine knows no brain module.</source>
        <translation>El motor no conoce ningún módulo de cerebro.</translation>
    </message>
</context>
<context>
    <name>agora::app::AgentsPanel</name>
    <message>
        <source>The engine&apos;s agents appear here when it runs.</source>
        <translation>Los agentes del motor aparecen aquí cuando está en marcha.</translation>
    </message>
</context>
<context>
    <name>agora::app::AnchorEditor</name>
    <message>
        <source>Point %1: price</source>
        <translation>Punto %1: precio</translation>
    </message>
    <message>
        <source>Point %1: time (%2)</source>
        <translation>Punto %1: hora (%2)</translation>
    </message>
</context>
<context>
    <name>agora::app::AppearancePage</name>
    <message>
        <source>Candles</source>
        <translation>Velas</translation>
    </message>
    <message>
        <source>Hollow candles</source>
        <translation>Velas huecas</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Barras</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source>Heikin-Ashi (computed)</source>
        <translation>Heikin-Ashi (calculado)</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>No se muestra</translation>
    </message>
    <message>
        <source>Below the price</source>
        <translation>Debajo del precio</translation>
    </message>
    <message>
        <source>In a pane of its own</source>
        <translation>En un panel propio</translation>
    </message>
    <message>
        <source>St&amp;yle:</source>
        <translation>Est&amp;ilo:</translation>
    </message>
    <message>
        <source>&amp;Volume:</source>
        <translation>&amp;Volumen:</translation>
    </message>
    <message>
        <source>&amp;Grid</source>
        <translation>C&amp;uadrícula</translation>
    </message>
    <message>
        <source>&amp;Bid and ask lines</source>
        <translation>Líneas de &amp;bid y ask</translation>
    </message>
    <message>
        <source>Lege&amp;nd</source>
        <translation>&amp;Leyenda</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>Cursor en c&amp;ruz</translation>
    </message>
    <message>
        <source>&amp;Last price: line and tag</source>
        <translation>Último precio: línea y e&amp;tiqueta</translation>
    </message>
    <message>
        <source>Countdown to the bar’s clos&amp;e</source>
        <translation>Cu&amp;enta atrás del cierre de la barra</translation>
    </message>
    <message>
        <source>It stands in the tag of the last price.</source>
        <translation>Está en la etiqueta del último precio.</translation>
    </message>
    <message>
        <source>On the chart</source>
        <translation>En el gráfico</translation>
    </message>
</context>
<context>
    <name>agora::app::AvailableList</name>
    <message>
        <source>Nothing fits. Try a word of the name, or sma 20.</source>
        <translation>Nada coincide. Pruebe con una palabra del nombre, o sma 20.</translation>
    </message>
    <message>
        <source>Search: rsi, bands, sma 20</source>
        <translation>Buscar: rsi, bandas, sma 20</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
</context>
<context>
    <name>agora::app::BrainsPanel</name>
    <message>
        <source>No brain yet. Brains › Add Brain… starts one.</source>
        <translation>Todavía no hay cerebros. Cerebros › Añadir cerebro… inicia uno.</translation>
    </message>
    <message>
        <source>&amp;Add Brain…</source>
        <translation>&amp;Añadir cerebro…</translation>
    </message>
    <message>
        <source>&amp;Remove Brain…</source>
        <translation>&amp;Quitar cerebro…</translation>
    </message>
    <message>
        <source>&amp;Start Brain</source>
        <translation>&amp;Iniciar cerebro</translation>
    </message>
    <message>
        <source>S&amp;top Brain</source>
        <translation>&amp;Detener cerebro</translation>
    </message>
    <message>
        <source>Remove the brain “%1”? Its trades stay on the books; a position that it opened stays open.</source>
        <translation>¿Quitar el cerebro «%1»? Sus operaciones quedan registradas; una posición que abrió sigue abierta.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>agora::app::CatalogModel</name>
    <message>
        <source>Found</source>
        <translation>Encontrados</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoritos</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>Take from the favourites</source>
        <translation>Quitar de favoritos</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>Añadir a favoritos</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartActions</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;Zooms, the Newest Bar Stays</source>
        <translation>&amp;Zoom, última barra fija</translation>
    </message>
    <message>
        <source>Zooms at the &amp;Mouse</source>
        <translation>Zoom en el &amp;ratón</translation>
    </message>
    <message>
        <source>&amp;Scrolls (Ctrl Zooms)</source>
        <translation>&amp;Desplaza (Ctrl: zoom)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausa</translation>
    </message>
    <message>
        <source>Pause: the picture stands still (Space)</source>
        <translation>Pausa: la imagen se detiene (Espacio)</translation>
    </message>
    <message>
        <source>Zoom into a &amp;Box</source>
        <translation>Ampliar un re&amp;cuadro</translation>
    </message>
    <message>
        <source>&amp;Go to Date…</source>
        <translation>&amp;Ir a fecha…</translation>
    </message>
    <message>
        <source>&amp;Reset View</source>
        <translation>&amp;Restablecer vista</translation>
    </message>
    <message>
        <source>&amp;Mid</source>
        <translation>&amp;Medio</translation>
    </message>
    <message>
        <source>&amp;Bid</source>
        <translation>&amp;Bid</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Ask</translation>
    </message>
    <message>
        <source>As the &amp;Window</source>
        <translation>Como la &amp;ventana</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Red Up, Green Down</source>
        <translation>&amp;Rojo al alza, verde a la baja</translation>
    </message>
    <message>
        <source>Compare with Other &amp;Symbols…</source>
        <translation>Comparar con otros &amp;símbolos…</translation>
    </message>
    <message>
        <source>Save Chart as &amp;Picture…</source>
        <translation>Guardar gráfico como &amp;imagen…</translation>
    </message>
    <message>
        <source>Copy Chart as P&amp;icture</source>
        <translation>Copiar gráfico como i&amp;magen</translation>
    </message>
    <message>
        <source>P&amp;rint Chart…</source>
        <translation>Im&amp;primir gráfico…</translation>
    </message>
    <message>
        <source>Print Pre&amp;view…</source>
        <translation>&amp;Vista previa de impresión…</translation>
    </message>
    <message>
        <source>Chart in a Window of &amp;Its Own</source>
        <translation>Gráfico en ventana pr&amp;opia</translation>
    </message>
    <message>
        <source>&amp;Crosshair in All Charts</source>
        <translation>&amp;Cursor en cruz en todos los gráficos</translation>
    </message>
    <message>
        <source>Symbol and Period &amp;Alone</source>
        <translation>Símbolo y período por &amp;separado</translation>
    </message>
    <message>
        <source>Symbol and Period with Group &amp;%1</source>
        <translation>Símbolo y período con el grupo &amp;%1</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>Act&amp;ualizar</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartArea</name>
    <message>
        <source>Into a Window of &amp;Its Own</source>
        <translation>Pasar a ventana &amp;propia</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Close the &amp;Others</source>
        <translation>Cerrar los &amp;demás</translation>
    </message>
    <message>
        <source>No chart is open</source>
        <translation>No hay ningún gráfico abierto</translation>
    </message>
    <message>
        <source>Double-click a symbol in the Market Watch, or drag it here.</source>
        <translation>Haga doble clic en un símbolo de Observación del mercado o arrástrelo aquí.</translation>
    </message>
    <message>
        <source>File › New Chart (Ctrl+Shift+N) opens one; Ctrl+Shift+T brings back the last one.</source>
        <translation>Archivo › Nuevo gráfico (Ctrl+Mayús+N) abre uno; Ctrl+Mayús+T recupera el último.</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartBoxes</name>
    <message>
        <source>Symbol of the chart in front; or type its letters on the chart</source>
        <translation>Símbolo del gráfico activo; o escriba sus letras sobre el gráfico</translation>
    </message>
    <message>
        <source>Period of the chart in front; or type it on the chart: 5, 4H, 1D, T100</source>
        <translation>Período del gráfico activo; o escríbalo sobre el gráfico: 5, 4H, 1D, T100</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Otro…</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartControls</name>
    <message>
        <source>&amp;Bars</source>
        <translation>&amp;Barras</translation>
    </message>
    <message>
        <source>&amp;Candles</source>
        <translation>&amp;Velas</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>&amp;Línea</translation>
    </message>
    <message>
        <source>&amp;Hollow Candles</source>
        <translation>Velas &amp;huecas</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Acercar</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>A&amp;lejar</translation>
    </message>
    <message>
        <source>First Bar</source>
        <translation>Primera barra</translation>
    </message>
    <message>
        <source>Last Bar</source>
        <translation>Última barra</translation>
    </message>
    <message>
        <source>&amp;Grid</source>
        <translation>&amp;Cuadrícula</translation>
    </message>
    <message>
        <source>&amp;Volumes</source>
        <translation>V&amp;olúmenes</translation>
    </message>
    <message>
        <source>Bid and &amp;Ask Lines</source>
        <translation>Líneas de compra y ven&amp;ta</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>C&amp;ursor en cruz</translation>
    </message>
    <message>
        <source>Auto &amp;Scroll</source>
        <translation>&amp;Desplazamiento automático</translation>
    </message>
    <message>
        <source>Automatic &amp;Price Scale</source>
        <translation>&amp;Escala de precios automática</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Período</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>Á&amp;rea</translation>
    </message>
    <message>
        <source>Heikin-&amp;Ashi</source>
        <translation>Heikin-&amp;Ashi</translation>
    </message>
    <message>
        <source>&amp;Session Breaks</source>
        <translation>&amp;Separadores de sesión</translation>
    </message>
    <message>
        <source>Volumes in a &amp;Pane of Their Own</source>
        <translation>Volúmenes en &amp;panel propio</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>&amp;Logarítmica</translation>
    </message>
    <message>
        <source>P&amp;ercent</source>
        <translation>P&amp;orcentual</translation>
    </message>
    <message>
        <source>&amp;Inverted</source>
        <translation>&amp;Invertida</translation>
    </message>
    <message>
        <source>&amp;Style</source>
        <translation>&amp;Estilo</translation>
    </message>
    <message>
        <source>P&amp;rices</source>
        <translation>&amp;Precios</translation>
    </message>
    <message>
        <source>Price S&amp;cale</source>
        <translation>E&amp;scala de precios</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Mostrar</translation>
    </message>
    <message>
        <source>C&amp;olours</source>
        <translation>&amp;Colores</translation>
    </message>
    <message>
        <source>&amp;Navigate</source>
        <translation>&amp;Navegar</translation>
    </message>
    <message>
        <source>Right &amp;Margin</source>
        <translation>M&amp;argen derecho</translation>
    </message>
    <message>
        <source>Mouse &amp;Wheel</source>
        <translation>&amp;Rueda del ratón</translation>
    </message>
    <message>
        <source>&amp;Link</source>
        <translation>&amp;Vincular</translation>
    </message>
    <message>
        <source>O&amp;bjects</source>
        <translation>&amp;Objetos</translation>
    </message>
    <message>
        <source>Pic&amp;ture</source>
        <translation>Ima&amp;gen</translation>
    </message>
    <message>
        <source>Time &amp;Zone</source>
        <translation>&amp;Zona horaria</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartOrders</name>
    <message>
        <source>an order of %1</source>
        <translation>una orden de %1</translation>
    </message>
    <message>
        <source>risk %1</source>
        <translation>riesgo %1</translation>
    </message>
    <message>
        <source>reward %1</source>
        <translation>beneficio %1</translation>
    </message>
    <message>
        <source>%1 R</source>
        <translation>%1 R</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>the order is gone</source>
        <translation>la orden ya no existe</translation>
    </message>
    <message>
        <source>the change was not confirmed</source>
        <translation>el cambio no se confirmó</translation>
    </message>
    <message>
        <source>Close at market?</source>
        <translation>¿Cerrar a mercado?</translation>
    </message>
    <message>
        <source>Cancel at %1?</source>
        <translation>¿Cancelar a %1?</translation>
    </message>
    <message>
        <source>Without it nothing limits the loss.</source>
        <translation>Sin ella nada limita la pérdida.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Cancel Order</source>
        <translation>Cancelar orden</translation>
    </message>
    <message>
        <source>Stop loss for %1 %2</source>
        <translation>Stop de pérdidas para %1 %2</translation>
    </message>
    <message>
        <source>Take profit for %1 %2</source>
        <translation>Toma de beneficios para %1 %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>a %1</translation>
    </message>
    <message>
        <source>It is an order of its own: cancel it if the position is closed in another way.</source>
        <translation>Es una orden independiente: cancélela si la posición se cierra de otro modo.</translation>
    </message>
    <message>
        <source>the position is closed</source>
        <translation>la posición está cerrada</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartPage</name>
    <message>
        <source>Save Chart Picture</source>
        <translation>Guardar imagen del gráfico</translation>
    </message>
    <message>
        <source>No price for %1 s</source>
        <translation>Sin precio desde hace %1 s</translation>
    </message>
    <message>
        <source>No price for %1 min</source>
        <translation>Sin precio desde hace %1 min</translation>
    </message>
    <message>
        <source>No price for %1 h</source>
        <translation>Sin precio desde hace %1 h</translation>
    </message>
    <message>
        <source>Loading older bars…</source>
        <translation>Cargando barras anteriores…</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Market closed</source>
        <translation>Mercado cerrado</translation>
    </message>
    <message>
        <source>Engine gone</source>
        <translation>Motor perdido</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.jpg)</source>
        <translation>Imágenes (*.png *.svg *.jpg)</translation>
    </message>
    <message>
        <source>The picture is in %1.</source>
        <translation>La imagen está en %1.</translation>
    </message>
    <message>
        <source>The chart is in the clipboard.</source>
        <translation>El gráfico está en el portapapeles.</translation>
    </message>
    <message>
        <source>The history of %1 begins at %2 %3.</source>
        <translation>La historia de %1 empieza el %2 %3.</translation>
    </message>
    <message>
        <source>The chart is in %1.</source>
        <translation>El gráfico está en %1.</translation>
    </message>
    <message>
        <source>The chart went to %1.</source>
        <translation>El gráfico se envió a %1.</translation>
    </message>
    <message>
        <source>The chart could not be printed to the file %1.</source>
        <translation>El gráfico no se pudo imprimir en el archivo %1.</translation>
    </message>
    <message>
        <source>The chart could not be printed on %1.</source>
        <translation>El gráfico no se pudo imprimir en %1.</translation>
    </message>
    <message>
        <source>Older bars of %1 did not come: %2 They are asked for again.</source>
        <translation>No llegaron las barras más antiguas de %1: %2 Se vuelven a pedir.</translation>
    </message>
    <message>
        <source>%1 It is asked for again in %2.</source>
        <translation>%1 Se vuelve a pedir en %2.</translation>
    </message>
    <message>
        <source>Ask Now (F5)</source>
        <translation>Pedir ahora (F5)</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartPlots</name>
    <message>
        <source>Lines of &amp;Brains</source>
        <translation>Líneas de &amp;cerebros</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartProperties</name>
    <message>
        <source>Properties of the Chart %1</source>
        <translation>Propiedades del gráfico %1</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Aspecto</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Colores</translation>
    </message>
    <message>
        <source>Price &amp;Scale</source>
        <translation>Escala de &amp;precios</translation>
    </message>
    <message>
        <source>T&amp;ime</source>
        <translation>&amp;Hora</translation>
    </message>
    <message>
        <source>&amp;Trading</source>
        <translation>&amp;Operativa</translation>
    </message>
    <message>
        <source>S&amp;how changes at once</source>
        <translation>Mostrar los cambios al i&amp;nstante</translation>
    </message>
    <message>
        <source>The chart shows what is edited here; Cancel takes it back.</source>
        <translation>El gráfico muestra lo que se edita aquí; Cancelar lo deshace.</translation>
    </message>
    <message>
        <source>&amp;Defaults</source>
        <translation>Pre&amp;determinados</translation>
    </message>
    <message>
        <source>Use for &amp;New Charts</source>
        <translation>Usar en los gráficos &amp;nuevos</translation>
    </message>
    <message>
        <source>As New &amp;Charts Are</source>
        <translation>Como los &amp;gráficos nuevos</translation>
    </message>
    <message>
        <source>As Agora Co&amp;mes</source>
        <translation>Como viene &amp;Agora</translation>
    </message>
    <message>
        <source>New charts will have these settings.</source>
        <translation>Los gráficos nuevos tendrán estos ajustes.</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartSettings</name>
    <message>
        <source>A chart&apos;s “%1” cannot be “%2”.</source>
        <translation>«%1» de un gráfico no puede ser «%2».</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartTradeDesk</name>
    <message>
        <source>&amp;Ask Before Changing Orders on Charts</source>
        <translation>&amp;Preguntar antes de cambiar órdenes en los gráficos</translation>
    </message>
    <message>
        <source>%1 at %2…</source>
        <translation>%1 a %2…</translation>
    </message>
</context>
<context>
    <name>agora::app::Closing</name>
    <message>
        <source>Close Agora</source>
        <translation>Cerrar Agora</translation>
    </message>
    <message>
        <source>If the engine ends, brains stop; positions stay open at the venue. If it is left running, trading goes on without a window.</source>
        <translation>Si el motor termina, los cerebros se detienen; las posiciones siguen abiertas en el mercado. Si se deja en marcha, se sigue operando sin ventana.</translation>
    </message>
    <message>
        <source>End Engine</source>
        <translation>Terminar el motor</translation>
    </message>
    <message>
        <source>Leave It Running</source>
        <translation>Dejarlo en marcha</translation>
    </message>
    <message>
        <source>running brains: %1</source>
        <translation>cerebros en marcha: %1</translation>
    </message>
    <message>
        <source>open positions: %1</source>
        <translation>posiciones abiertas: %1</translation>
    </message>
    <message>
        <source>This window started the engine (%1).</source>
        <translation>Esta ventana inició el motor (%1).</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>agora::app::ColorButton</name>
    <message>
        <source>Colour %1</source>
        <translation>Color %1</translation>
    </message>
</context>
<context>
    <name>agora::app::ColorChoice</name>
    <message>
        <source>theme’s</source>
        <translation>del tema</translation>
    </message>
    <message>
        <source>Back to the theme’s colour</source>
        <translation>Volver al color del tema</translation>
    </message>
</context>
<context>
    <name>agora::app::ColoursPage</name>
    <message>
        <source>&amp;Red up, green down</source>
        <translation>&amp;Rojo al subir, verde al bajar</translation>
    </message>
    <message>
        <source>All Colours &amp;from the Theme</source>
        <translation>Todos los colores del &amp;tema</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>Como la ventana</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>The&amp;me:</source>
        <translation>Te&amp;ma:</translation>
    </message>
    <message>
        <source>&amp;Up:</source>
        <translation>&amp;Subida:</translation>
    </message>
    <message>
        <source>Do&amp;wn:</source>
        <translation>&amp;Bajada:</translation>
    </message>
    <message>
        <source>&amp;Line:</source>
        <translation>&amp;Línea:</translation>
    </message>
    <message>
        <source>Ar&amp;ea:</source>
        <translation>Ár&amp;ea:</translation>
    </message>
    <message>
        <source>&amp;Background:</source>
        <translation>&amp;Fondo:</translation>
    </message>
    <message>
        <source>&amp;Grid:</source>
        <translation>C&amp;uadrícula:</translation>
    </message>
    <message>
        <source>Te&amp;xt:</source>
        <translation>Te&amp;xto:</translation>
    </message>
    <message>
        <source>Colours of this chart</source>
        <translation>Colores de este gráfico</translation>
    </message>
</context>
<context>
    <name>agora::app::CompareDialog</name>
    <message>
        <source>Compare %1 with</source>
        <translation>Comparar %1 con</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Compare with None</source>
        <translation>No comparar con ninguno</translation>
    </message>
</context>
<context>
    <name>agora::app::DataWindow</name>
    <message>
        <source>Open</source>
        <translation>Apertura</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cierre</translation>
    </message>
    <message>
        <source>Change, pips</source>
        <translation>Cambio, pips</translation>
    </message>
    <message>
        <source>Change, %</source>
        <translation>Cambio, %</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Spread at close, pips</source>
        <translation>Dif. al cierre, pips</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>Hora (%1)</translation>
    </message>
    <message>
        <source>Since left edge, %</source>
        <translation>Desde el borde izquierdo, %</translation>
    </message>
</context>
<context>
    <name>agora::app::DataWindowModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
<context>
    <name>agora::app::DataWindowPanel</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>Copy &amp;All</source>
        <translation>Copiar &amp;todo</translation>
    </message>
</context>
<context>
    <name>agora::app::DrawingActions</name>
    <message>
        <source>Select and Move</source>
        <translation>Seleccionar y mover</translation>
    </message>
    <message>
        <source>Magnet Off</source>
        <translation>Imán desactivado</translation>
    </message>
    <message>
        <source>Weak Magnet: Near Prices of a Bar</source>
        <translation>Imán débil: cerca de los precios de una barra</translation>
    </message>
    <message>
        <source>Strong Magnet: Always a Price of a Bar</source>
        <translation>Imán fuerte: siempre un precio de una barra</translation>
    </message>
    <message>
        <source>Keep Drawing</source>
        <translation>Seguir dibujando</translation>
    </message>
    <message>
        <source>Hide All Drawings</source>
        <translation>Ocultar todos los dibujos</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Seleccionar todo</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Delete All Drawings</source>
        <translation>Eliminar todos los dibujos</translation>
    </message>
    <message>
        <source>Properties…</source>
        <translation>Propiedades…</translation>
    </message>
    <message>
        <source>Bring to Front</source>
        <translation>Traer al frente</translation>
    </message>
    <message>
        <source>Send to Back</source>
        <translation>Enviar al fondo</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Magnet: snap to open, high, low and close</source>
        <translation>Imán: ajusta a apertura, máximo, mínimo y cierre</translation>
    </message>
</context>
<context>
    <name>agora::app::DrawingList</name>
    <message>
        <source>Nothing is drawn on this chart.</source>
        <translation>No hay nada dibujado en este gráfico.</translation>
    </message>
    <message>
        <source>Properties…</source>
        <translation>Propiedades…</translation>
    </message>
    <message>
        <source>Jump To</source>
        <translation>Ir a</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
</context>
<context>
    <name>agora::app::DrawingListModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Visible</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
</context>
<context>
    <name>agora::app::DrawingProperties</name>
    <message>
        <source>%1 Drawings</source>
        <translation>%1 dibujos</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Estilo</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Niveles</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Coordenadas</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Visibilidad</translation>
    </message>
    <message>
        <source>Name in the list</source>
        <translation>Nombre en la lista</translation>
    </message>
    <message>
        <source>Text on the chart</source>
        <translation>Texto en el gráfico</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Visible</translation>
    </message>
    <message>
        <source>Locked: cannot be moved or deleted by hand</source>
        <translation>Bloqueado: no se puede mover ni eliminar a mano</translation>
    </message>
    <message>
        <source>On all periods</source>
        <translation>En todos los períodos</translation>
    </message>
    <message>
        <source>Save as Default</source>
        <translation>Guardar como predeterminado</translation>
    </message>
    <message>
        <source>New drawings of this kind will look like this one.</source>
        <translation>Los dibujos nuevos de esta clase tendrán este aspecto.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Predeterminado</translation>
    </message>
    <message>
        <source>Makes it look like new ones do; a second time, as Agora came.</source>
        <translation>Le da el aspecto de los nuevos; la segunda vez, el original de Agora.</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Cambiar %1</translation>
    </message>
</context>
<context>
    <name>agora::app::DrawingStore</name>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>No se pudo escribir %1: %2.</translation>
    </message>
    <message>
        <source>%1 could not be read (%2): what is drawn on %3 will not be kept.</source>
        <translation>No se pudo leer %1 (%2): lo dibujado en %3 no se conservará.</translation>
    </message>
    <message>
        <source>%1 is damaged (%2) and could not be set aside: what is drawn on %3 will not be kept.</source>
        <translation>%1 está dañado (%2) y no se pudo apartar: lo dibujado en %3 no se conservará.</translation>
    </message>
    <message>
        <source>%1 is damaged (%2); it is kept as %3.</source>
        <translation>%1 está dañado (%2); se conserva como %3.</translation>
    </message>
    <message>
        <source>%1 could not be written: another terminal does not let it go.</source>
        <translation>No se pudo escribir %1: otro terminal no lo suelta.</translation>
    </message>
</context>
<context>
    <name>agora::app::DrawingTools</name>
    <message>
        <source>Drawing Tools</source>
        <translation>Herramientas de dibujo</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>&amp;Objects on the Chart</source>
        <translation>&amp;Objetos del gráfico</translation>
    </message>
    <message>
        <source>&amp;Objects</source>
        <translation>&amp;Objetos</translation>
    </message>
    <message>
        <source>&amp;Drawings</source>
        <translation>&amp;Dibujos</translation>
    </message>
</context>
<context>
    <name>agora::app::EngineMarks</name>
    <message>
        <source>long %1</source>
        <translation>largo %1</translation>
    </message>
    <message>
        <source>short %1</source>
        <translation>corto %1</translation>
    </message>
    <message>
        <source>stop loss</source>
        <translation>stop de pérdidas</translation>
    </message>
    <message>
        <source>take profit</source>
        <translation>toma de beneficios</translation>
    </message>
</context>
<context>
    <name>agora::app::EngineStarter</name>
    <message>
        <source>The engine could not be started. %1</source>
        <translation>No se pudo iniciar el motor. %1</translation>
    </message>
    <message>
        <source>The engine has ended with %1.</source>
        <translation>El motor terminó con %1.</translation>
    </message>
    <message>
        <source>The engine has ended: %1</source>
        <translation>El motor terminó: %1</translation>
    </message>
</context>
<context>
    <name>agora::app::EngineState</name>
    <message>
        <source>Ending the engine…</source>
        <translation>Terminando el motor…</translation>
    </message>
    <message>
        <source>Start the Engine</source>
        <translation>Iniciar el motor</translation>
    </message>
    <message>
        <source>Engine gone – trading state unknown; reconnecting…</source>
        <translation>Motor perdido: estado de las operaciones desconocido; reconectando…</translation>
    </message>
    <message>
        <source>Starting the engine…</source>
        <translation>Iniciando el motor…</translation>
    </message>
    <message>
        <source>Looking for a running engine…</source>
        <translation>Buscando un motor en marcha…</translation>
    </message>
    <message>
        <source>Failed again and again, and not restarted any more: %1. The log says why.</source>
        <translation>Fallaron una y otra vez y ya no se reinician: %1. El registro dice por qué.</translation>
    </message>
    <message>
        <source>The replay is finished.</source>
        <translation>La reproducción ha terminado.</translation>
    </message>
    <message>
        <source>An engine runs already for the profile “%1”, so --replay, --speed and --config were not applied. End it with “agoractl shutdown”, or name another --profile.</source>
        <translation>Ya hay un motor en marcha para el perfil «%1», así que --replay, --speed y --config no se aplicaron. Termínelo con «agoractl shutdown» o indique otro --profile.</translation>
    </message>
</context>
<context>
    <name>agora::app::EquityPanel</name>
    <message>
        <source>The equity curve begins with the first fill.</source>
        <translation>La curva de patrimonio comienza con la primera ejecución.</translation>
    </message>
</context>
<context>
    <name>agora::app::GoToDateDialog</name>
    <message>
        <source>Go to Date</source>
        <translation>Ir a fecha</translation>
    </message>
    <message>
        <source>The chart reaches back to %1; what is older is fetched.</source>
        <translation>El gráfico llega hasta %1; lo anterior se descarga.</translation>
    </message>
    <message>
        <source>&amp;Date and time (%1):</source>
        <translation>&amp;Fecha y hora (%1):</translation>
    </message>
    <message>
        <source>%1 there (%2) is %3 UTC.</source>
        <translation>%1 allí (%2) son las %3 UTC.</translation>
    </message>
</context>
<context>
    <name>agora::app::IndicatorDialog</name>
    <message>
        <source>Indicators</source>
        <translation>Indicadores</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Propiedades</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponibles</translation>
    </message>
    <message>
        <source>On the chart</source>
        <translation>En el gráfico</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>%1 was applied to %2 and goes on with an own copy of it.</source>
        <translation>%1 se aplicaba a %2 y sigue con una copia propia.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Duplicate (Ctrl+D)</source>
        <translation>Duplicar (Ctrl+D)</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>Quitar (Supr)</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Subir (Alt+Arriba)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Bajar (Alt+Abajo)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Deshacer (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>Rehacer (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Show changes at once</source>
        <translation>Mostrar los cambios al momento</translation>
    </message>
    <message>
        <source>The chart shows what is edited here; Cancel takes it back.</source>
        <translation>El gráfico muestra lo que se edita aquí; Cancelar lo revierte.</translation>
    </message>
</context>
<context>
    <name>agora::app::IndicatorMenu</name>
    <message>
        <source>%1 was applied to %2 and goes on with an own copy of it.</source>
        <translation>%1 se aplicaba a %2 y sigue con una copia propia.</translation>
    </message>
    <message>
        <source>Move to the Pane &amp;Above</source>
        <translation>Mover al panel &amp;superior</translation>
    </message>
    <message>
        <source>Move to the Pane &amp;Below</source>
        <translation>Mover al panel &amp;inferior</translation>
    </message>
    <message>
        <source>Indicator &amp;Properties…</source>
        <translation>&amp;Propiedades del indicador…</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Ocultar</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Mostrar</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplicar</translation>
    </message>
    <message>
        <source>&amp;Remove Indicator</source>
        <translation>&amp;Quitar indicador</translation>
    </message>
</context>
<context>
    <name>agora::app::IndicatorProperties</name>
    <message>
        <source>No indicator selected</source>
        <translation>Ningún indicador seleccionado</translation>
    </message>
    <message>
        <source>Double-click one on the left to add it to the chart.</source>
        <translation>Haga doble clic en uno de la izquierda para añadirlo al gráfico.</translation>
    </message>
    <message>
        <source>It has no parameters.</source>
        <translation>No tiene parámetros.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Estilo</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Niveles</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Visibilidad</translation>
    </message>
    <message>
        <source>In formulas: %1
First value at bar %2.</source>
        <translation>En fórmulas: %1
Primer valor en la barra %2.</translation>
    </message>
</context>
<context>
    <name>agora::app::IndicatorTemplates</name>
    <message>
        <source>Templates</source>
        <translation>Plantillas</translation>
    </message>
    <message>
        <source>Sets of indicators under a name</source>
        <translation>Conjuntos de indicadores con nombre</translation>
    </message>
    <message>
        <source>Save These as…</source>
        <translation>Guardar estos como…</translation>
    </message>
    <message>
        <source>New Charts Begin without Indicators</source>
        <translation>Gráficos nuevos sin indicadores</translation>
    </message>
    <message>
        <source>%1 (new charts)</source>
        <translation>%1 (gráficos nuevos)</translation>
    </message>
    <message>
        <source>Take Instead of These</source>
        <translation>Usar en lugar de estos</translation>
    </message>
    <message>
        <source>Add to These</source>
        <translation>Añadir a estos</translation>
    </message>
    <message>
        <source>Save These under This Name</source>
        <translation>Guardar estos con este nombre</translation>
    </message>
    <message>
        <source>New Charts Begin with It</source>
        <translation>Usar en los gráficos nuevos</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>Delete the template &quot;%1&quot;?</source>
        <translation>¿Eliminar la plantilla «%1»?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Save Template</source>
        <translation>Guardar plantilla</translation>
    </message>
    <message>
        <source>Name of the template:</source>
        <translation>Nombre de la plantilla:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Replace the template &quot;%1&quot;?</source>
        <translation>¿Reemplazar la plantilla «%1»?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
</context>
<context>
    <name>agora::app::LevelEditor</name>
    <message>
        <source>Level, %</source>
        <translation>Nivel, %</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Add Level</source>
        <translation>Añadir nivel</translation>
    </message>
    <message>
        <source>Remove Level</source>
        <translation>Quitar nivel</translation>
    </message>
</context>
<context>
    <name>agora::app::LevelsPage</name>
    <message>
        <source>No levels.</source>
        <translation>Sin niveles.</translation>
    </message>
    <message>
        <source>Add Level</source>
        <translation>Añadir nivel</translation>
    </message>
    <message>
        <source>Usual Levels</source>
        <translation>Niveles habituales</translation>
    </message>
    <message>
        <source>Text beside the line</source>
        <translation>Texto junto a la línea</translation>
    </message>
    <message>
        <source>Remove this level</source>
        <translation>Quitar este nivel</translation>
    </message>
</context>
<context>
    <name>agora::app::LogPanel</name>
    <message>
        <source>Nothing in the log that passes the filter.</source>
        <translation>Nada en el registro pasa el filtro.</translation>
    </message>
    <message>
        <source>%1 and above</source>
        <translation>%1 y superiores</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Buscar (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>agora::app::LookChoices</name>
    <message>
        <source>Solid line</source>
        <translation>Línea continua</translation>
    </message>
    <message>
        <source>Dashes</source>
        <translation>Trazos</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Dashes and dots</source>
        <translation>Trazos y puntos</translation>
    </message>
    <message>
        <source>How the line is dashed</source>
        <translation>Trazado de la línea</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Habitual</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Escalones</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source>How the values are drawn</source>
        <translation>Cómo se dibujan los valores</translation>
    </message>
</context>
<context>
    <name>agora::app::MainWindow</name>
    <message>
        <source>Market Watch</source>
        <translation>Observación del mercado</translation>
    </message>
    <message>
        <source>Brains</source>
        <translation>Cerebros</translation>
    </message>
    <message>
        <source>Toolbox</source>
        <translation>Caja de herramientas</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agentes</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;New Chart</source>
        <translation>&amp;Nuevo gráfico</translation>
    </message>
    <message>
        <source>&amp;Close Chart</source>
        <translation>&amp;Cerrar gráfico</translation>
    </message>
    <message>
        <source>E&amp;xit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>As the System</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Status Bar</source>
        <translation>&amp;Barra de estado</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Pantalla completa</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>&amp;Restablecer disposición</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>&amp;Gráficos</translation>
    </message>
    <message>
        <source>&amp;Indicators…</source>
        <translation>&amp;Indicadores…</translation>
    </message>
    <message>
        <source>&amp;Brains</source>
        <translation>&amp;Cerebros</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Herramientas</translation>
    </message>
    <message>
        <source>&amp;New Order…</source>
        <translation>&amp;Nueva orden…</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>Ven&amp;tana</translation>
    </message>
    <message>
        <source>&amp;Next Chart</source>
        <translation>Gráfico &amp;siguiente</translation>
    </message>
    <message>
        <source>&amp;Previous Chart</source>
        <translation>Gráfico &amp;anterior</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Atajos de teclado</translation>
    </message>
    <message>
        <source>&amp;About Agora</source>
        <translation>A&amp;cerca de Agora</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barra de herramientas</translation>
    </message>
    <message>
        <source>The language changes when Agora is started again.</source>
        <translation>El idioma cambia cuando Agora se inicia de nuevo.</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>About Agora</source>
        <translation>Acerca de Agora</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Agora %1&lt;/h3&gt;&lt;p&gt;A trading terminal in which everything that runs is a process of its own.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Agora %1&lt;/h3&gt;&lt;p&gt;Un terminal de negociación en el que todo lo que funciona es un proceso propio.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Data Window</source>
        <translation>Ventana de datos</translation>
    </message>
    <message>
        <source>New Chart &amp;Window</source>
        <translation>Nueva &amp;ventana de gráfico</translation>
    </message>
    <message>
        <source>&amp;Reopen Closed Chart</source>
        <translation>&amp;Reabrir gráfico cerrado</translation>
    </message>
    <message>
        <source>I&amp;nsert</source>
        <translation>&amp;Insertar</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
    <message>
        <source>Find a symbol</source>
        <translation>Buscar un símbolo</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Cifras</translation>
    </message>
    <message>
        <source>Period: 5, 4H, 1D, T100</source>
        <translation>Período: 5, 4H, 1D, T100</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Pause, and live again</source>
        <translation>Pausa, y de nuevo en vivo</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>One bar</source>
        <translation>Una barra</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Re Pág, Av Pág</translation>
    </message>
    <message>
        <source>One page</source>
        <translation>Una página</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Inicio, Fin</translation>
    </message>
    <message>
        <source>First and last bar</source>
        <translation>Primera y última barra</translation>
    </message>
    <message>
        <source>Ctrl+↑, Ctrl+↓</source>
        <translation>Ctrl+↑, Ctrl+↓</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Give up what was begun</source>
        <translation>Abandonar lo empezado</translation>
    </message>
</context>
<context>
    <name>agora::app::MarketWatchPanel</name>
    <message>
        <source>Symbols appear here when the engine is connected.</source>
        <translation>Los símbolos aparecen aquí cuando el motor está conectado.</translation>
    </message>
    <message>
        <source>New Chart of %1</source>
        <translation>Nuevo gráfico de %1</translation>
    </message>
    <message>
        <source>New Order…</source>
        <translation>Nueva orden…</translation>
    </message>
</context>
<context>
    <name>agora::app::OrderDialog</name>
    <message>
        <source>New Order</source>
        <translation>Nueva orden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Venta</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>Compra</translation>
    </message>
    <message>
        <source>%1 at market?</source>
        <translation>¿%1 a mercado?</translation>
    </message>
    <message>
        <source>Order accepted: %1</source>
        <translation>Orden aceptada: %1</translation>
    </message>
    <message>
        <source>Sell Limit</source>
        <translation>Venta limitada</translation>
    </message>
    <message>
        <source>Sell Stop</source>
        <translation>Venta stop</translation>
    </message>
    <message>
        <source>Buy Limit</source>
        <translation>Compra limitada</translation>
    </message>
    <message>
        <source>Buy Stop</source>
        <translation>Compra stop</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>¿%1?</translation>
    </message>
</context>
<context>
    <name>agora::app::OrderForm</name>
    <message>
        <source>Market</source>
        <translation>Mercado</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limitada</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>&amp;Price</source>
        <translation>&amp;Precio</translation>
    </message>
    <message>
        <source>&amp;Symbol</source>
        <translation>&amp;Símbolo</translation>
    </message>
    <message>
        <source>&amp;Type</source>
        <translation>&amp;Tipo</translation>
    </message>
    <message>
        <source>&amp;Units</source>
        <translation>&amp;Unidades</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>Stop &amp;loss</source>
        <translation>Stop de pér&amp;didas</translation>
    </message>
    <message>
        <source>Ta&amp;ke profit</source>
        <translation>To&amp;ma de beneficios</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Diferencial</translation>
    </message>
    <message>
        <source>%1 pips</source>
        <translation>%1 pips</translation>
    </message>
    <message>
        <source>no quote yet</source>
        <translation>todavía sin cotización</translation>
    </message>
    <message>
        <source>the stop loss of a purchase must be below its price %1</source>
        <translation>el stop de pérdidas de una compra debe estar por debajo de su precio %1</translation>
    </message>
    <message>
        <source>the stop loss of a sale must be above its price %1</source>
        <translation>el stop de pérdidas de una venta debe estar por encima de su precio %1</translation>
    </message>
    <message>
        <source>the take profit of a purchase must be above its price %1</source>
        <translation>la toma de beneficios de una compra debe estar por encima de su precio %1</translation>
    </message>
    <message>
        <source>the take profit of a sale must be below its price %1</source>
        <translation>la toma de beneficios de una venta debe estar por debajo de su precio %1</translation>
    </message>
    <message>
        <source>Buy %1 %2</source>
        <translation>Comprar %1 %2</translation>
    </message>
    <message>
        <source>Sell %1 %2</source>
        <translation>Vender %1 %2</translation>
    </message>
    <message>
        <source>%1 %2 %3 at %4</source>
        <translation>%1 %2 %3 a %4</translation>
    </message>
    <message>
        <source>%1 R</source>
        <translation>%1 R</translation>
    </message>
    <message>
        <source>Stop loss</source>
        <translation>Stop de pérdidas</translation>
    </message>
    <message>
        <source>Take profit</source>
        <translation>Toma de beneficios</translation>
    </message>
</context>
<context>
    <name>agora::app::OrderPopover</name>
    <message>
        <source>Back (Esc)</source>
        <translation>Atrás (Esc)</translation>
    </message>
</context>
<context>
    <name>agora::app::OrdersPanel</name>
    <message>
        <source>No order yet.</source>
        <translation>Todavía no hay órdenes.</translation>
    </message>
    <message>
        <source>Cancel Order</source>
        <translation>Cancelar orden</translation>
    </message>
</context>
<context>
    <name>agora::app::ParameterForm</name>
    <message>
        <source>Back to the default: %1</source>
        <translation>Volver al valor predeterminado: %1</translation>
    </message>
    <message>
        <source>Default of %1</source>
        <translation>Valor predeterminado de %1</translation>
    </message>
</context>
<context>
    <name>agora::app::PlacePage</name>
    <message>
        <source>Show on the chart</source>
        <translation>Mostrar en el gráfico</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Pane</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>Períodos</translation>
    </message>
    <message>
        <source>On every period</source>
        <translation>En todos los períodos</translation>
    </message>
    <message>
        <source>From one period to another</source>
        <translation>De un período a otro</translation>
    </message>
    <message>
        <source>Only on these</source>
        <translation>Solo en estos</translation>
    </message>
    <message>
        <source>Usual: a pane of its own</source>
        <translation>Habitual: un panel propio</translation>
    </message>
    <message>
        <source>Usual: over the price</source>
        <translation>Habitual: sobre el precio</translation>
    </message>
    <message>
        <source>Over the price</source>
        <translation>Sobre el precio</translation>
    </message>
    <message>
        <source>A pane of its own</source>
        <translation>Un panel propio</translation>
    </message>
    <message>
        <source>The pane of %1</source>
        <translation>El panel de %1</translation>
    </message>
</context>
<context>
    <name>agora::app::PositionsPanel</name>
    <message>
        <source>No open position. A brain opens one, or you do with F9.</source>
        <translation>Ninguna posición abierta. La abre un cerebro, o usted con F9.</translation>
    </message>
    <message>
        <source>Close the position of %1 %2 (%3) at market?</source>
        <translation>¿Cerrar la posición de %1 %2 (%3) a mercado?</translation>
    </message>
    <message>
        <source>Close Position</source>
        <translation>Cerrar posición</translation>
    </message>
    <message>
        <source>Close Position…</source>
        <translation>Cerrar posición…</translation>
    </message>
    <message>
        <source>Show Chart</source>
        <translation>Mostrar gráfico</translation>
    </message>
</context>
<context>
    <name>agora::app::QuickEntry</name>
    <message>
        <source>Period: 5, 15, 4H, 1D, T100 …</source>
        <translation>Período: 5, 15, 4H, 1D, T100 …</translation>
    </message>
    <message>
        <source>Symbol, or a period such as H4</source>
        <translation>Símbolo, o un período como H4</translation>
    </message>
    <message>
        <source>Period %1</source>
        <translation>Período %1</translation>
    </message>
    <message>
        <source>“%1” is not a period: minutes that divide an hour (5, 15), hours that divide a day (4H), 1D, 1W, 1MN, ticks (T100), volume (V5000) or points of range (R50).</source>
        <translation>«%1» no es un período: minutos que dividen una hora (5, 15), horas que dividen un día (4H), 1D, 1W, 1MN, ticks (T100), volumen (V5000) o puntos de rango (R50).</translation>
    </message>
    <message>
        <source>No symbol is called “%1”.</source>
        <translation>Ningún símbolo se llama «%1».</translation>
    </message>
</context>
<context>
    <name>agora::app::ScalePage</name>
    <message>
        <source>In&amp;verted: high prices at the bottom</source>
        <translation>In&amp;vertida: precios altos abajo</translation>
    </message>
    <message>
        <source>A&amp;utomatic: all bars in view fit</source>
        <translation>A&amp;utomático: caben todas las barras visibles</translation>
    </message>
    <message>
        <source>&amp;Free, from</source>
        <translation>&amp;Libre, de</translation>
    </message>
    <message>
        <source>Price at the low end of the scale</source>
        <translation>Precio en el extremo bajo de la escala</translation>
    </message>
    <message>
        <source>Price at the high end of the scale</source>
        <translation>Precio en el extremo alto de la escala</translation>
    </message>
    <message>
        <source>Other prices are fetched when the settings are applied.</source>
        <translation>Los otros precios se piden al aplicar los ajustes.</translation>
    </message>
    <message>
        <source>Mid</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Bid</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Lineal</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarítmica</translation>
    </message>
    <message>
        <source>Percent from the left edge</source>
        <translation>Porcentaje desde el borde izquierdo</translation>
    </message>
    <message>
        <source>P&amp;rices:</source>
        <translation>P&amp;recios:</translation>
    </message>
    <message>
        <source>Scale &amp;kind:</source>
        <translation>&amp;Tipo de escala:</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Rango</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>A free scale goes from a lower price to a higher one: %1 is not below %2.</source>
        <translation>Una escala libre va de un precio menor a uno mayor: %1 no está por debajo de %2.</translation>
    </message>
    <message>
        <source>A logarithmic scale begins above zero, not at %1.</source>
        <translation>Una escala logarítmica empieza por encima de cero, no en %1.</translation>
    </message>
</context>
<context>
    <name>agora::app::SettingsActions</name>
    <message>
        <source>&amp;Exchange</source>
        <translation>&amp;Bolsa</translation>
    </message>
    <message>
        <source>This &amp;Computer</source>
        <translation>Este &amp;ordenador</translation>
    </message>
    <message>
        <source>&amp;UTC</source>
        <translation>&amp;UTC</translation>
    </message>
    <message>
        <source>&amp;Other…</source>
        <translation>O&amp;tra…</translation>
    </message>
    <message>
        <source>&amp;Last Price</source>
        <translation>Ú&amp;ltimo precio</translation>
    </message>
    <message>
        <source>L&amp;egend</source>
        <translation>L&amp;eyenda</translation>
    </message>
    <message>
        <source>&amp;Orders and Positions</source>
        <translation>Ó&amp;rdenes y posiciones</translation>
    </message>
    <message>
        <source>&amp;Trades</source>
        <translation>&amp;Operaciones</translation>
    </message>
    <message>
        <source>Chart Prop&amp;erties…</source>
        <translation>Propi&amp;edades del gráfico…</translation>
    </message>
</context>
<context>
    <name>agora::app::StatusLine</name>
    <message>
        <source>Where the prices come from</source>
        <translation>De dónde vienen los precios</translation>
    </message>
    <message>
        <source>State of the price feed</source>
        <translation>Estado de la fuente de precios</translation>
    </message>
    <message>
        <source>Market time</source>
        <translation>Hora del mercado</translation>
    </message>
    <message>
        <source>Connection to the engine</source>
        <translation>Conexión con el motor</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Engine gone</source>
        <translation>Motor perdido</translation>
    </message>
    <message>
        <source>Feed %1</source>
        <translation>Precios: %1</translation>
    </message>
    <message>
        <source>%1, finished</source>
        <translation>%1, terminado</translation>
    </message>
</context>
<context>
    <name>agora::app::StyleEditor</name>
    <message>
        <source>Filled</source>
        <translation>Con relleno</translation>
    </message>
    <message>
        <source>On to the right edge</source>
        <translation>Hasta el borde derecho</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ancho</translation>
    </message>
    <message>
        <source>Solid</source>
        <translation>Continua</translation>
    </message>
    <message>
        <source>Dashes</source>
        <translation>Trazos</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Dash and dot</source>
        <translation>Trazo y punto</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Opacity of the fill</source>
        <translation>Opacidad del relleno</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>As the chart</source>
        <translation>Como el gráfico</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Prolongar</translation>
    </message>
</context>
<context>
    <name>agora::app::StylePage</name>
    <message>
        <source>Draw this line</source>
        <translation>Dibujar esta línea</translation>
    </message>
    <message>
        <source>Colour below zero</source>
        <translation>Color bajo cero</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Back to the usual look</source>
        <translation>Volver al aspecto habitual</translation>
    </message>
    <message>
        <source>Tint between the edges</source>
        <translation>Tinte entre los bordes</translation>
    </message>
    <message>
        <source>Tint between the levels</source>
        <translation>Tinte entre los niveles</translation>
    </message>
    <message>
        <source>Tint where the first edge is above</source>
        <translation>Tinte donde el primer borde está por encima</translation>
    </message>
    <message>
        <source>Tint where the first edge is below</source>
        <translation>Tinte donde el primer borde está por debajo</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>habitual</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>How strong the tint is</source>
        <translation>Intensidad del tinte</translation>
    </message>
</context>
<context>
    <name>agora::app::TemplateMenu</name>
    <message>
        <source>&amp;Template</source>
        <translation>&amp;Plantilla</translation>
    </message>
    <message>
        <source>&amp;Save as Template…</source>
        <translation>&amp;Guardar como plantilla…</translation>
    </message>
    <message>
        <source>Use for &amp;New Charts</source>
        <translation>Usar para gráficos &amp;nuevos</translation>
    </message>
    <message>
        <source>New Charts as &amp;Usual</source>
        <translation>Gráficos nuevos como &amp;siempre</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>Delete the template “%1”?</source>
        <translation>¿Eliminar la plantilla «%1»?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Save as Template</source>
        <translation>Guardar como plantilla</translation>
    </message>
    <message>
        <source>Name of the template:</source>
        <translation>Nombre de la plantilla:</translation>
    </message>
    <message>
        <source>Replace the template “%1”?</source>
        <translation>¿Reemplazar la plantilla «%1»?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
</context>
<context>
    <name>agora::app::TimePage</name>
    <message>
        <source> % of the width</source>
        <translation> % del ancho</translation>
    </message>
    <message>
        <source>Time &amp;zone:</source>
        <translation>&amp;Zona horaria:</translation>
    </message>
    <message>
        <source>Session &amp;breaks:</source>
        <translation>Separadores de &amp;sesión:</translation>
    </message>
    <message>
        <source>Right &amp;margin:</source>
        <translation>&amp;Margen derecho:</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>No se muestra</translation>
    </message>
    <message>
        <source>Where trading days begin (%1 %2)</source>
        <translation>Donde empieza el día bursátil (%1 %2)</translation>
    </message>
    <message>
        <source>At midnight of the zone</source>
        <translation>A medianoche de la zona</translation>
    </message>
    <message>
        <source>The newest bar: %1, %2</source>
        <translation>La barra más reciente: %1, %2</translation>
    </message>
</context>
<context>
    <name>agora::app::Toolbox</name>
    <message>
        <source>Positions</source>
        <translation>Posiciones</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Operaciones</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Patrimonio</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Positions (%1)</source>
        <translation>Posiciones (%1)</translation>
    </message>
</context>
<context>
    <name>agora::app::TradesPanel</name>
    <message>
        <source>No closed trade yet.</source>
        <translation>Todavía no hay operaciones cerradas.</translation>
    </message>
</context>
<context>
    <name>agora::app::TradingPage</name>
    <message>
        <source>&amp;Orders and positions, with stops and targets</source>
        <translation>Ó&amp;rdenes y posiciones, con stops y objetivos</translation>
    </message>
    <message>
        <source>&amp;Entries and exits of trades</source>
        <translation>&amp;Entradas y salidas de operaciones</translation>
    </message>
    <message>
        <source>Si&amp;gnals of brains</source>
        <translation>&amp;Señales de los cerebros</translation>
    </message>
    <message>
        <source>Lines that are not shown here cannot be dragged by accident; the orders stay.</source>
        <translation>Las líneas que no se muestran no se pueden arrastrar por descuido; las órdenes siguen.</translation>
    </message>
</context>
<context>
    <name>agora::app::ZoneChoice</name>
    <message>
        <source>Exchange</source>
        <translation>Bolsa</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este ordenador</translation>
    </message>
</context>
<context>
    <name>agora::app::ZoneList</name>
    <message>
        <source>Search: city, country or zone</source>
        <translation>Buscar: ciudad, país o zona</translation>
    </message>
    <message>
        <source>Time zones</source>
        <translation>Zonas horarias</translation>
    </message>
</context>
<context>
    <name>agora::charts::Drawing</name>
    <message>
        <source>Trend Line</source>
        <translation>Línea de tendencia</translation>
    </message>
    <message>
        <source>Ray</source>
        <translation>Rayo</translation>
    </message>
    <message>
        <source>Extended Line</source>
        <translation>Línea extendida</translation>
    </message>
    <message>
        <source>Horizontal Line</source>
        <translation>Línea horizontal</translation>
    </message>
    <message>
        <source>Vertical Line</source>
        <translation>Línea vertical</translation>
    </message>
    <message>
        <source>Parallel Channel</source>
        <translation>Canal paralelo</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rectángulo</translation>
    </message>
    <message>
        <source>Fibonacci Retracement</source>
        <translation>Retroceso de Fibonacci</translation>
    </message>
    <message>
        <source>Fibonacci Extension</source>
        <translation>Extensión de Fibonacci</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medición</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Flecha</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be %2</source>
        <translation>&quot;%1&quot; no puede ser %2</translation>
    </message>
    <message>
        <source>&quot;anchors&quot; or &quot;id&quot; is missing</source>
        <translation>falta &quot;anchors&quot; o &quot;id&quot;</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>línea %1: %2</translation>
    </message>
    <message>
        <source>it is no list of drawings</source>
        <translation>no es una lista de dibujos</translation>
    </message>
    <message>
        <source>its version is %1, not %2</source>
        <translation>su versión es %1, no %2</translation>
    </message>
    <message>
        <source>it has no list &quot;drawings&quot;</source>
        <translation>no tiene ninguna lista &quot;drawings&quot;</translation>
    </message>
    <message>
        <source>&quot;id&quot; %1 is there twice</source>
        <translation>el &quot;id&quot; %1 aparece dos veces</translation>
    </message>
    <message>
        <source>drawing %1: %2</source>
        <translation>dibujo %1: %2</translation>
    </message>
    <message>
        <source>%1d %2h</source>
        <translation>%1d %2h</translation>
    </message>
    <message>
        <source>%1h %2m</source>
        <translation>%1h %2m</translation>
    </message>
    <message>
        <source>%1m</source>
        <translation>%1m</translation>
    </message>
    <message>
        <source>%1s</source>
        <translation>%1s</translation>
    </message>
    <message>
        <source>%1 pips</source>
        <translation>%1 pips</translation>
    </message>
    <message>
        <source>%1 bar</source>
        <translation>%1 barra</translation>
    </message>
    <message>
        <source>%1 bars</source>
        <translation>%1 barras</translation>
    </message>
</context>
<context>
    <name>agora::charts::DrawingBoard</name>
    <message>
        <source>Draw %1</source>
        <translation>Dibujar %1</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>Eliminar %1</translation>
    </message>
    <message>
        <source>Delete %1 Drawings</source>
        <translation>Eliminar %1 dibujos</translation>
    </message>
    <message>
        <source>Delete All Drawings</source>
        <translation>Eliminar todos los dibujos</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Bring to Front</source>
        <translation>Traer al frente</translation>
    </message>
    <message>
        <source>Send to Back</source>
        <translation>Enviar al fondo</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <translation>Pegar %1</translation>
    </message>
    <message>
        <source>Paste %1 Drawings</source>
        <translation>Pegar %1 dibujos</translation>
    </message>
    <message>
        <source>There are no bars to draw on yet.</source>
        <translation>Todavía no hay barras sobre las que dibujar.</translation>
    </message>
    <message>
        <source>Clone %1</source>
        <translation>Clonar %1</translation>
    </message>
    <message>
        <source>Clone %1 Drawings</source>
        <translation>Clonar %1 dibujos</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>Mover %1</translation>
    </message>
    <message>
        <source>Move %1 Drawings</source>
        <translation>Mover %1 dibujos</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>Mover un poco</translation>
    </message>
    <message>
        <source>What is selected is locked: unlock it first.</source>
        <translation>La selección está bloqueada: desbloquéela primero.</translation>
    </message>
</context>
<context>
    <name>agora::charts::EquityChart</name>
    <message>
        <source>No equity yet</source>
        <translation>Todavía sin patrimonio</translation>
    </message>
</context>
<context>
    <name>agora::charts::PriceChart</name>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Sin datos</translation>
    </message>
    <message>
        <source>Engine gone: prices stand still</source>
        <translation>Motor perdido: los precios están parados</translation>
    </message>
    <message>
        <source>Market closed</source>
        <translation>Mercado cerrado</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Patrimonio</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>%1 pips</source>
        <translation>%1 pips</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Bid</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Mid</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>O</source>
        <translation>A</translation>
    </message>
    <message>
        <source>H</source>
        <translation>Máx</translation>
    </message>
    <message>
        <source>L</source>
        <translation>Mín</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Vol %1</source>
        <translation>Vol %1</translation>
    </message>
    <message>
        <source>Candles</source>
        <translation>Velas</translation>
    </message>
    <message>
        <source>Hollow candles</source>
        <translation>Velas huecas</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Barras</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source>Heikin-Ashi</source>
        <translation>Heikin-Ashi</translation>
    </message>
    <message>
        <source>Price %1</source>
        <translation>Precio %1</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Linear: prices of zero and less have no logarithm</source>
        <translation>Lineal: los precios de cero o menos no tienen logaritmo</translation>
    </message>
    <message>
        <source>rising signal</source>
        <translation>señal alcista</translation>
    </message>
    <message>
        <source>falling signal</source>
        <translation>señal bajista</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>oculto</translation>
    </message>
    <message>
        <source>not on this period</source>
        <translation>no en este período</translation>
    </message>
    <message>
        <source>calculating %1 %</source>
        <translation>calculando %1 %</translation>
    </message>
    <message>
        <source>needs %1 bars, there are %2</source>
        <translation>necesita %1 barras, hay %2</translation>
    </message>
    <message>
        <source>stop loss</source>
        <translation>stop de pérdidas</translation>
    </message>
    <message>
        <source>take profit</source>
        <translation>toma de beneficios</translation>
    </message>
    <message>
        <source>risk %1</source>
        <translation>riesgo %1</translation>
    </message>
    <message>
        <source>reward %1</source>
        <translation>beneficio %1</translation>
    </message>
    <message>
        <source>%1 R</source>
        <translation>%1 R</translation>
    </message>
    <message>
        <source>being placed</source>
        <translation>enviándose</translation>
    </message>
    <message>
        <source>pending change</source>
        <translation>cambio pendiente</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>sin confirmar</translation>
    </message>
    <message>
        <source>the stop must be below the entry %1</source>
        <translation>el stop debe estar por debajo de la entrada %1</translation>
    </message>
    <message>
        <source>the stop must be above the entry %1</source>
        <translation>el stop debe estar por encima de la entrada %1</translation>
    </message>
    <message>
        <source>the target must be below the entry %1</source>
        <translation>el objetivo debe estar por debajo de la entrada %1</translation>
    </message>
    <message>
        <source>the target must be above the entry %1</source>
        <translation>el objetivo debe estar por encima de la entrada %1</translation>
    </message>
    <message>
        <source>a buy limit must be below the ask %1</source>
        <translation>una compra limitada debe estar por debajo del ask %1</translation>
    </message>
    <message>
        <source>a buy stop must be above the ask %1</source>
        <translation>una compra stop debe estar por encima del ask %1</translation>
    </message>
    <message>
        <source>a sell stop must be below the bid %1</source>
        <translation>una venta stop debe estar por debajo del bid %1</translation>
    </message>
    <message>
        <source>a sell limit must be above the bid %1</source>
        <translation>una venta limitada debe estar por encima del bid %1</translation>
    </message>
    <message>
        <source>the price must be above zero</source>
        <translation>el precio debe ser mayor que cero</translation>
    </message>
    <message>
        <source>the entry must be above its stop %1</source>
        <translation>la entrada debe estar por encima de su stop %1</translation>
    </message>
    <message>
        <source>the entry must be below its stop %1</source>
        <translation>la entrada debe estar por debajo de su stop %1</translation>
    </message>
    <message>
        <source>the entry must be below its target %1</source>
        <translation>la entrada debe estar por debajo de su objetivo %1</translation>
    </message>
    <message>
        <source>the entry must be above its target %1</source>
        <translation>la entrada debe estar por encima de su objetivo %1</translation>
    </message>
    <message>
        <source>buy limit</source>
        <translation>compra limitada</translation>
    </message>
    <message>
        <source>sell limit</source>
        <translation>venta limitada</translation>
    </message>
    <message>
        <source>buy stop</source>
        <translation>compra stop</translation>
    </message>
    <message>
        <source>sell stop</source>
        <translation>venta stop</translation>
    </message>
    <message>
        <source>buy</source>
        <translation>compra</translation>
    </message>
    <message>
        <source>sell</source>
        <translation>venta</translation>
    </message>
    <message>
        <source>in %1  %2</source>
        <translation>entrada %1  %2</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>aún abierta</translation>
    </message>
    <message>
        <source>out %1  %2</source>
        <translation>salida %1  %2</translation>
    </message>
    <message>
        <source>F</source>
        <comment>scale is fixed</comment>
        <translation>F</translation>
    </message>
    <message>
        <source>Paused – click or press Space to go live</source>
        <translation>En pausa: haga clic o pulse Espacio para volver al vivo</translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n new bar(s) – click or press Space to go live</source>
        <translation>
            <numerusform>En pausa, %n barra nueva: haga clic o pulse Espacio para volver al vivo</numerusform>
            <numerusform>En pausa, %n barras nuevas: haga clic o pulse Espacio para volver al vivo</numerusform>
        </translation>
    </message>
    <message>
        <source>Time zone: %1. Click to change it.</source>
        <translation>Zona horaria: %1. Haga clic para cambiarla.</translation>
    </message>
</context>
<context>
    <name>bars</name>
    <message>
        <source>live</source>
        <translation>en vivo</translation>
    </message>
    <message>
        <source>back-filled</source>
        <translation>rellenada</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corregida</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>sintética</translation>
    </message>
    <message>
        <source>mid approximate</source>
        <translation>medio aproximado</translation>
    </message>
    <message>
        <source>cut at the day&apos;s end</source>
        <translation>cortada al final del día</translation>
    </message>
    <message>
        <source>forming</source>
        <translation>en formación</translation>
    </message>
</context>
<context>
    <name>buttons</name>
    <message>
        <source>OK</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>Currency</source>
        <translation>Divisa</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Patrimonio</translation>
    </message>
    <message>
        <source>Open profit</source>
        <translation>Resultado abierto</translation>
    </message>
    <message>
        <source>Margin used</source>
        <translation>Margen usado</translation>
    </message>
    <message>
        <source>Margin free</source>
        <translation>Margen libre</translation>
    </message>
    <message>
        <source>Margin level</source>
        <translation>Nivel de margen</translation>
    </message>
    <message>
        <source>Updated (UTC)</source>
        <translation>Actualizado (UTC)</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Proceso</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Latido</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Reinicios</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>Cerebro</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Símbolo</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Módulo</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Hora (UTC)</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Bid</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Spread, pips</source>
        <translation>Dif., pips</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Dueño</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Lado</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Unidades</translation>
    </message>
    <message>
        <source>Order price</source>
        <translation>Precio de la orden</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Ejecutada</translation>
    </message>
    <message>
        <source>Fill price</source>
        <translation>Precio ejecutado</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>Average price</source>
        <translation>Precio medio</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Precio</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Realized</source>
        <translation>Realizado</translation>
    </message>
    <message>
        <source>Exit time (UTC)</source>
        <translation>Hora de salida (UTC)</translation>
    </message>
    <message>
        <source>Entry price</source>
        <translation>Precio de entrada</translation>
    </message>
    <message>
        <source>Exit price</source>
        <translation>Precio de salida</translation>
    </message>
    <message>
        <source>Entry time (UTC)</source>
        <translation>Hora de entrada (UTC)</translation>
    </message>
    <message>
        <source>Trade</source>
        <translation>Operación</translation>
    </message>
</context>
<context>
    <name>indicators</name>
    <message>
        <source>Moving averages</source>
        <translation>Medias móviles</translation>
    </message>
    <message>
        <source>Bands and channels</source>
        <translation>Bandas y canales</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Tendencia</translation>
    </message>
    <message>
        <source>Oscillators</source>
        <translation>Osciladores</translation>
    </message>
    <message>
        <source>Directional movement</source>
        <translation>Movimiento direccional</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momento</translation>
    </message>
    <message>
        <source>Bill Williams</source>
        <translation>Bill Williams</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation>Volatilidad</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Estadística</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Ciclos</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Precios</translation>
    </message>
    <message>
        <source>Candlestick patterns</source>
        <translation>Patrones de velas</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>Fórmulas</translation>
    </message>
    <message>
        <source>Simple Moving Average</source>
        <translation>Media móvil simple</translation>
    </message>
    <message>
        <source>Exponential Moving Average</source>
        <translation>Media móvil exponencial</translation>
    </message>
    <message>
        <source>Smoothed Moving Average</source>
        <translation>Media móvil suavizada</translation>
    </message>
    <message>
        <source>Weighted Moving Average</source>
        <translation>Media móvil ponderada</translation>
    </message>
    <message>
        <source>Double Exponential Moving Average</source>
        <translation>Media móvil exponencial doble</translation>
    </message>
    <message>
        <source>Triple Exponential Moving Average</source>
        <translation>Media móvil exponencial triple</translation>
    </message>
    <message>
        <source>Triangular Moving Average</source>
        <translation>Media móvil triangular</translation>
    </message>
    <message>
        <source>T3 Moving Average</source>
        <translation>Media móvil T3</translation>
    </message>
    <message>
        <source>Hull Moving Average</source>
        <translation>Media móvil de Hull</translation>
    </message>
    <message>
        <source>Arnaud Legoux Moving Average</source>
        <translation>Media móvil de Arnaud Legoux</translation>
    </message>
    <message>
        <source>Volume Weighted Moving Average</source>
        <translation>Media móvil ponderada por volumen</translation>
    </message>
    <message>
        <source>Kaufman Adaptive Moving Average</source>
        <translation>Media móvil adaptativa de Kaufman</translation>
    </message>
    <message>
        <source>Variable Index Dynamic Average</source>
        <translation>Media dinámica de índice variable</translation>
    </message>
    <message>
        <source>Fractal Adaptive Moving Average</source>
        <translation>Media móvil adaptativa fractal</translation>
    </message>
    <message>
        <source>MESA Adaptive Moving Average</source>
        <translation>Media móvil adaptativa MESA</translation>
    </message>
    <message>
        <source>Volume Weighted Average Price</source>
        <translation>Precio medio ponderado por volumen</translation>
    </message>
    <message>
        <source>Bollinger Bands</source>
        <translation>Bandas de Bollinger</translation>
    </message>
    <message>
        <source>Bollinger %B</source>
        <translation>%B de Bollinger</translation>
    </message>
    <message>
        <source>Bollinger Band Width</source>
        <translation>Ancho de las bandas de Bollinger</translation>
    </message>
    <message>
        <source>Envelopes</source>
        <translation>Envolventes</translation>
    </message>
    <message>
        <source>Acceleration Bands</source>
        <translation>Bandas de aceleración</translation>
    </message>
    <message>
        <source>Keltner Channel</source>
        <translation>Canal de Keltner</translation>
    </message>
    <message>
        <source>Donchian Channel</source>
        <translation>Canal de Donchian</translation>
    </message>
    <message>
        <source>Linear Regression Channel</source>
        <translation>Canal de regresión lineal</translation>
    </message>
    <message>
        <source>Ichimoku Kinko Hyo</source>
        <translation>Ichimoku Kinko Hyo</translation>
    </message>
    <message>
        <source>Parabolic SAR</source>
        <translation>SAR parabólico</translation>
    </message>
    <message>
        <source>SuperTrend</source>
        <translation>SuperTrend</translation>
    </message>
    <message>
        <source>ZigZag</source>
        <translation>ZigZag</translation>
    </message>
    <message>
        <source>Relative Strength Index</source>
        <translation>Índice de fuerza relativa</translation>
    </message>
    <message>
        <source>Stochastic Oscillator</source>
        <translation>Oscilador estocástico</translation>
    </message>
    <message>
        <source>Stochastic RSI</source>
        <translation>RSI estocástico</translation>
    </message>
    <message>
        <source>Connors RSI</source>
        <translation>RSI de Connors</translation>
    </message>
    <message>
        <source>MACD</source>
        <translation>MACD</translation>
    </message>
    <message>
        <source>Moving Average of Oscillator</source>
        <translation>Media móvil del oscilador</translation>
    </message>
    <message>
        <source>Absolute Price Oscillator</source>
        <translation>Oscilador absoluto de precio</translation>
    </message>
    <message>
        <source>Percentage Price Oscillator</source>
        <translation>Oscilador porcentual de precio</translation>
    </message>
    <message>
        <source>Commodity Channel Index</source>
        <translation>Índice de canal de materias primas</translation>
    </message>
    <message>
        <source>Williams %R</source>
        <translation>%R de Williams</translation>
    </message>
    <message>
        <source>Rate of Change</source>
        <translation>Tasa de cambio</translation>
    </message>
    <message>
        <source>Rate of Change Ratio</source>
        <translation>Razón de cambio</translation>
    </message>
    <message>
        <source>Chande Momentum Oscillator</source>
        <translation>Oscilador de momento de Chande</translation>
    </message>
    <message>
        <source>Average Directional Index</source>
        <translation>Índice direccional medio</translation>
    </message>
    <message>
        <source>ADX Wilder</source>
        <translation>ADX de Wilder</translation>
    </message>
    <message>
        <source>Average Directional Index Rating</source>
        <translation>Valoración del índice direccional medio</translation>
    </message>
    <message>
        <source>Directional Index</source>
        <translation>Índice direccional</translation>
    </message>
    <message>
        <source>Directional Movement</source>
        <translation>Movimiento direccional</translation>
    </message>
    <message>
        <source>Aroon</source>
        <translation>Aroon</translation>
    </message>
    <message>
        <source>Aroon Oscillator</source>
        <translation>Oscilador Aroon</translation>
    </message>
    <message>
        <source>Vortex Indicator</source>
        <translation>Indicador Vortex</translation>
    </message>
    <message>
        <source>Triple Exponential Average</source>
        <translation>Media exponencial triple</translation>
    </message>
    <message>
        <source>True Strength Index</source>
        <translation>Índice de fuerza verdadera</translation>
    </message>
    <message>
        <source>Know Sure Thing</source>
        <translation>Know Sure Thing</translation>
    </message>
    <message>
        <source>Coppock Curve</source>
        <translation>Curva de Coppock</translation>
    </message>
    <message>
        <source>Detrended Price Oscillator</source>
        <translation>Oscilador de precio sin tendencia</translation>
    </message>
    <message>
        <source>Ultimate Oscillator</source>
        <translation>Oscilador último</translation>
    </message>
    <message>
        <source>Balance of Power</source>
        <translation>Equilibrio de poder</translation>
    </message>
    <message>
        <source>Intraday Momentum Index</source>
        <translation>Índice de momento intradía</translation>
    </message>
    <message>
        <source>DeMarker</source>
        <translation>DeMarker</translation>
    </message>
    <message>
        <source>Relative Vigor Index</source>
        <translation>Índice de vigor relativo</translation>
    </message>
    <message>
        <source>Fisher Transform</source>
        <translation>Transformada de Fisher</translation>
    </message>
    <message>
        <source>Bulls Power</source>
        <translation>Poder de los toros</translation>
    </message>
    <message>
        <source>Bears Power</source>
        <translation>Poder de los osos</translation>
    </message>
    <message>
        <source>Alligator</source>
        <translation>Alligator</translation>
    </message>
    <message>
        <source>Gator Oscillator</source>
        <translation>Oscilador Gator</translation>
    </message>
    <message>
        <source>Fractals</source>
        <translation>Fractales</translation>
    </message>
    <message>
        <source>Awesome Oscillator</source>
        <translation>Oscilador asombroso</translation>
    </message>
    <message>
        <source>Accelerator Oscillator</source>
        <translation>Oscilador acelerador</translation>
    </message>
    <message>
        <source>Market Facilitation Index</source>
        <translation>Índice de facilitación del mercado</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volúmenes</translation>
    </message>
    <message>
        <source>On-Balance Volume</source>
        <translation>Volumen en balance</translation>
    </message>
    <message>
        <source>Accumulation/Distribution</source>
        <translation>Acumulación/distribución</translation>
    </message>
    <message>
        <source>Chaikin Oscillator</source>
        <translation>Oscilador de Chaikin</translation>
    </message>
    <message>
        <source>Chaikin Money Flow</source>
        <translation>Flujo de dinero de Chaikin</translation>
    </message>
    <message>
        <source>Money Flow Index</source>
        <translation>Índice de flujo de dinero</translation>
    </message>
    <message>
        <source>Force Index</source>
        <translation>Índice de fuerza</translation>
    </message>
    <message>
        <source>Ease of Movement</source>
        <translation>Facilidad de movimiento</translation>
    </message>
    <message>
        <source>Price Volume Trend</source>
        <translation>Tendencia de precio y volumen</translation>
    </message>
    <message>
        <source>Average True Range</source>
        <translation>Rango verdadero medio</translation>
    </message>
    <message>
        <source>Normalised Average True Range</source>
        <translation>Rango verdadero medio normalizado</translation>
    </message>
    <message>
        <source>True Range</source>
        <translation>Rango verdadero</translation>
    </message>
    <message>
        <source>Historical Volatility</source>
        <translation>Volatilidad histórica</translation>
    </message>
    <message>
        <source>Chaikin Volatility</source>
        <translation>Volatilidad de Chaikin</translation>
    </message>
    <message>
        <source>Mass Index</source>
        <translation>Índice de masa</translation>
    </message>
    <message>
        <source>Choppiness Index</source>
        <translation>Índice de agitación</translation>
    </message>
    <message>
        <source>Ulcer Index</source>
        <translation>Índice de úlcera</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Suma</translation>
    </message>
    <message>
        <source>Mean Absolute Deviation</source>
        <translation>Desviación absoluta media</translation>
    </message>
    <message>
        <source>Standard Deviation</source>
        <translation>Desviación típica</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>Varianza</translation>
    </message>
    <message>
        <source>Linear Regression</source>
        <translation>Regresión lineal</translation>
    </message>
    <message>
        <source>Time Series Forecast</source>
        <translation>Pronóstico de serie temporal</translation>
    </message>
    <message>
        <source>Linear Regression Intercept</source>
        <translation>Origen de la regresión lineal</translation>
    </message>
    <message>
        <source>Linear Regression Slope</source>
        <translation>Pendiente de la regresión lineal</translation>
    </message>
    <message>
        <source>Linear Regression Angle</source>
        <translation>Ángulo de la regresión lineal</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Correlación</translation>
    </message>
    <message>
        <source>Dominant Cycle Period</source>
        <translation>Período del ciclo dominante</translation>
    </message>
    <message>
        <source>Dominant Cycle Phase</source>
        <translation>Fase del ciclo dominante</translation>
    </message>
    <message>
        <source>Hilbert Phasor</source>
        <translation>Fasor de Hilbert</translation>
    </message>
    <message>
        <source>Hilbert Sine Wave</source>
        <translation>Onda sinusoidal de Hilbert</translation>
    </message>
    <message>
        <source>Hilbert Trend Line</source>
        <translation>Línea de tendencia de Hilbert</translation>
    </message>
    <message>
        <source>Hilbert Trend Mode</source>
        <translation>Modo de tendencia de Hilbert</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Precio</translation>
    </message>
    <message>
        <source>Average Price</source>
        <translation>Precio medio</translation>
    </message>
    <message>
        <source>Heikin-Ashi</source>
        <translation>Heikin-Ashi</translation>
    </message>
    <message>
        <source>Pivot Points</source>
        <translation>Puntos pivote</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <source>Midpoint</source>
        <translation>Punto medio</translation>
    </message>
    <message>
        <source>Belt Hold</source>
        <translation>Sujeción del cinturón</translation>
    </message>
    <message>
        <source>Closing Marubozu</source>
        <translation>Marubozu de cierre</translation>
    </message>
    <message>
        <source>Doji</source>
        <translation>Doji</translation>
    </message>
    <message>
        <source>Dragonfly Doji</source>
        <translation>Doji libélula</translation>
    </message>
    <message>
        <source>Gravestone Doji</source>
        <translation>Doji lápida</translation>
    </message>
    <message>
        <source>High-Wave Candle</source>
        <translation>Vela de onda alta</translation>
    </message>
    <message>
        <source>Long-Legged Doji</source>
        <translation>Doji de piernas largas</translation>
    </message>
    <message>
        <source>Long Line Candle</source>
        <translation>Vela de línea larga</translation>
    </message>
    <message>
        <source>Marubozu</source>
        <translation>Marubozu</translation>
    </message>
    <message>
        <source>Rickshaw Man</source>
        <translation>Hombre del rickshaw</translation>
    </message>
    <message>
        <source>Short Line Candle</source>
        <translation>Vela de línea corta</translation>
    </message>
    <message>
        <source>Spinning Top</source>
        <translation>Peonza</translation>
    </message>
    <message>
        <source>Takuri</source>
        <translation>Takuri</translation>
    </message>
    <message>
        <source>Counterattack</source>
        <translation>Contraataque</translation>
    </message>
    <message>
        <source>Dark Cloud Cover</source>
        <translation>Nube oscura</translation>
    </message>
    <message>
        <source>Doji Star</source>
        <translation>Estrella doji</translation>
    </message>
    <message>
        <source>Engulfing Pattern</source>
        <translation>Envolvente</translation>
    </message>
    <message>
        <source>Hammer</source>
        <translation>Martillo</translation>
    </message>
    <message>
        <source>Hanging Man</source>
        <translation>Hombre colgado</translation>
    </message>
    <message>
        <source>Harami</source>
        <translation>Harami</translation>
    </message>
    <message>
        <source>Harami Cross</source>
        <translation>Cruz harami</translation>
    </message>
    <message>
        <source>Homing Pigeon</source>
        <translation>Paloma mensajera</translation>
    </message>
    <message>
        <source>In-Neck Pattern</source>
        <translation>Dentro del cuello</translation>
    </message>
    <message>
        <source>Inverted Hammer</source>
        <translation>Martillo invertido</translation>
    </message>
    <message>
        <source>Kicking</source>
        <translation>Patada</translation>
    </message>
    <message>
        <source>Kicking by Length</source>
        <translation>Patada según la longitud</translation>
    </message>
    <message>
        <source>Matching Low</source>
        <translation>Mínimos iguales</translation>
    </message>
    <message>
        <source>On-Neck Pattern</source>
        <translation>Sobre el cuello</translation>
    </message>
    <message>
        <source>Piercing Pattern</source>
        <translation>Penetrante</translation>
    </message>
    <message>
        <source>Separating Lines</source>
        <translation>Líneas de separación</translation>
    </message>
    <message>
        <source>Shooting Star</source>
        <translation>Estrella fugaz</translation>
    </message>
    <message>
        <source>Thrusting Pattern</source>
        <translation>Empuje</translation>
    </message>
    <message>
        <source>Two Crows</source>
        <translation>Dos cuervos</translation>
    </message>
    <message>
        <source>Three Inside Up/Down</source>
        <translation>Tres dentro, alza o baja</translation>
    </message>
    <message>
        <source>Three Outside Up/Down</source>
        <translation>Tres fuera, alza o baja</translation>
    </message>
    <message>
        <source>Three Stars in the South</source>
        <translation>Tres estrellas en el sur</translation>
    </message>
    <message>
        <source>Abandoned Baby</source>
        <translation>Bebé abandonado</translation>
    </message>
    <message>
        <source>Evening Doji Star</source>
        <translation>Estrella doji vespertina</translation>
    </message>
    <message>
        <source>Evening Star</source>
        <translation>Estrella vespertina</translation>
    </message>
    <message>
        <source>Morning Doji Star</source>
        <translation>Estrella doji matutina</translation>
    </message>
    <message>
        <source>Morning Star</source>
        <translation>Estrella matutina</translation>
    </message>
    <message>
        <source>Stick Sandwich</source>
        <translation>Sándwich de velas</translation>
    </message>
    <message>
        <source>Tristar Pattern</source>
        <translation>Triple estrella</translation>
    </message>
    <message>
        <source>Unique Three River</source>
        <translation>Tres ríos únicos</translation>
    </message>
    <message>
        <source>Upside Gap Two Crows</source>
        <translation>Dos cuervos con hueco alcista</translation>
    </message>
    <message>
        <source>Three Black Crows</source>
        <translation>Tres cuervos negros</translation>
    </message>
    <message>
        <source>Three White Soldiers</source>
        <translation>Tres soldados blancos</translation>
    </message>
    <message>
        <source>Advance Block</source>
        <translation>Avance bloqueado</translation>
    </message>
    <message>
        <source>Gap Side-by-Side White Lines</source>
        <translation>Líneas blancas paralelas con hueco</translation>
    </message>
    <message>
        <source>Identical Three Crows</source>
        <translation>Tres cuervos idénticos</translation>
    </message>
    <message>
        <source>Stalled Pattern</source>
        <translation>Avance detenido</translation>
    </message>
    <message>
        <source>Tasuki Gap</source>
        <translation>Hueco Tasuki</translation>
    </message>
    <message>
        <source>Upside/Downside Gap Three Methods</source>
        <translation>Tres métodos con hueco, alza o baja</translation>
    </message>
    <message>
        <source>Three-Line Strike</source>
        <translation>Golpe de tres líneas</translation>
    </message>
    <message>
        <source>Breakaway</source>
        <translation>Ruptura</translation>
    </message>
    <message>
        <source>Concealing Baby Swallow</source>
        <translation>Golondrina oculta</translation>
    </message>
    <message>
        <source>Ladder Bottom</source>
        <translation>Suelo en escalera</translation>
    </message>
    <message>
        <source>Mat Hold</source>
        <translation>Sujeción de la colchoneta</translation>
    </message>
    <message>
        <source>Rising/Falling Three Methods</source>
        <translation>Tres métodos, alza o baja</translation>
    </message>
    <message>
        <source>Hikkake Pattern</source>
        <translation>Hikkake</translation>
    </message>
    <message>
        <source>Modified Hikkake Pattern</source>
        <translation>Hikkake modificado</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Fórmula</translation>
    </message>
    <message>
        <source>Formula over the Prices</source>
        <translation>Fórmula sobre los precios</translation>
    </message>
    <message>
        <source>The mean of the last prices, all with the same weight.</source>
        <translation>La media de los últimos precios, todos con el mismo peso.</translation>
    </message>
    <message>
        <source>An average in which newer prices weigh more.</source>
        <translation>Una media en la que pesan más los precios recientes.</translation>
    </message>
    <message>
        <source>Wilder&apos;s average: slower than an exponential one of the same period.</source>
        <translation>La media de Wilder: más lenta que una exponencial del mismo período.</translation>
    </message>
    <message>
        <source>The weights fall in a straight line from the newest price to the oldest.</source>
        <translation>Los pesos bajan en línea recta del precio más nuevo al más antiguo.</translation>
    </message>
    <message>
        <source>Twice an exponential average minus the average of that: less lag.</source>
        <translation>El doble de una media exponencial menos la media de esta: menos retraso.</translation>
    </message>
    <message>
        <source>Three nested exponential averages combined: hardly any lag.</source>
        <translation>Tres medias exponenciales anidadas y combinadas: apenas retraso.</translation>
    </message>
    <message>
        <source>An average of an average: the middle of the window weighs most.</source>
        <translation>Media de una media: lo que más pesa es el centro de la ventana.</translation>
    </message>
    <message>
        <source>Tillson&apos;s average: six nested exponential ones, smooth and quick.</source>
        <translation>Media de Tillson: seis exponenciales anidadas, suave y rápida.</translation>
    </message>
    <message>
        <source>Weighted averages combined so that the line keeps up with the price.</source>
        <translation>Medias ponderadas combinadas para que la línea siga de cerca al precio.</translation>
    </message>
    <message>
        <source>An average with Gaussian weights around a chosen place of the window.</source>
        <translation>Media con pesos gaussianos alrededor de un punto elegido de la ventana.</translation>
    </message>
    <message>
        <source>An average in which bars with more volume weigh more.</source>
        <translation>Media en la que pesan más las barras con más volumen.</translation>
    </message>
    <message>
        <source>Quick in straight moves, slow in noise; MetaTrader&apos;s AMA with period 9.</source>
        <translation>Rápida en movimientos rectos, lenta en el ruido; la AMA de MetaTrader con período 9.</translation>
    </message>
    <message>
        <source>An exponential average whose weight follows the strength of the momentum.</source>
        <translation>Media exponencial cuyo peso sigue la fuerza del momento.</translation>
    </message>
    <message>
        <source>An exponential average whose weight follows the fractal dimension.</source>
        <translation>Media exponencial cuyo peso sigue la dimensión fractal.</translation>
    </message>
    <message>
        <source>An average that hurries when the phase of the cycle stands still.</source>
        <translation>Media que se apresura cuando la fase del ciclo se detiene.</translation>
    </message>
    <message>
        <source>Mean price of the session (or since an instant), by volume.</source>
        <translation>Precio medio de la sesión (o desde un instante), por volumen.</translation>
    </message>
    <message>
        <source>A simple moving average with bands at a multiple of the deviation.</source>
        <translation>Media móvil simple con bandas a un múltiplo de la desviación.</translation>
    </message>
    <message>
        <source>Where the price stands between the Bollinger Bands: 0 lower, 1 upper.</source>
        <translation>Dónde está el precio entre las bandas de Bollinger: 0 inferior, 1 superior.</translation>
    </message>
    <message>
        <source>Distance of the Bollinger Bands as a share of their middle.</source>
        <translation>Distancia entre las bandas de Bollinger como parte de su centro.</translation>
    </message>
    <message>
        <source>A moving average with lines a fixed percentage above and below.</source>
        <translation>Media móvil con líneas a un porcentaje fijo por encima y por debajo.</translation>
    </message>
    <message>
        <source>Averages of highs and lows, moved outwards by the range.</source>
        <translation>Medias de máximos y mínimos, desplazadas hacia fuera según el rango.</translation>
    </message>
    <message>
        <source>An average of the price, and averages of the range to either side.</source>
        <translation>Media del precio, y medias del rango a ambos lados.</translation>
    </message>
    <message>
        <source>Highest high and lowest low of the last bars.</source>
        <translation>El máximo más alto y el mínimo más bajo de las últimas barras.</translation>
    </message>
    <message>
        <source>The end of a straight line through the last prices, with its deviations.</source>
        <translation>El extremo de una recta por los últimos precios, con sus desviaciones.</translation>
    </message>
    <message>
        <source>Middles of three windows; charts draw the cloud 26 bars ahead.</source>
        <translation>Centros de tres ventanas; los gráficos dibujan la nube 26 barras adelante.</translation>
    </message>
    <message>
        <source>A stop that follows the trend ever faster and turns when it is hit.</source>
        <translation>Un stop que sigue la tendencia cada vez más rápido y gira cuando se alcanza.</translation>
    </message>
    <message>
        <source>A stop line some average ranges away that moves with the trend only.</source>
        <translation>Línea de stop a varios rangos medios que solo se mueve con la tendencia.</translation>
    </message>
    <message>
        <source>Confirmed turning points of the price; never redrawn.</source>
        <translation>Giros confirmados del precio; nunca se redibujan.</translation>
    </message>
    <message>
        <source>Share of the gains in all movement: above 70 strong, below 30 weak.</source>
        <translation>Parte de las subidas en todo el movimiento: por encima de 70 fuerte, por debajo de 30 débil.</translation>
    </message>
    <message>
        <source>Where the close lies in the range of the last bars; fast with %K slowing 1.</source>
        <translation>Dónde cae el cierre en el rango de las últimas barras; rápido con suavizado de %K 1.</translation>
    </message>
    <message>
        <source>Where the RSI lies in its own recent range; TA-Lib does not slow %K.</source>
        <translation>Dónde está el RSI en su propio rango reciente; TA-Lib no suaviza %K.</translation>
    </message>
    <message>
        <source>Mean of a short RSI, an RSI of the streaks and the rank of the last change.</source>
        <translation>Media de un RSI corto, un RSI de las rachas y el rango del último cambio.</translation>
    </message>
    <message>
        <source>Distance between a fast and a slow exponential average, with a signal line.</source>
        <translation>Distancia entre una media exponencial rápida y una lenta, con una línea de señal.</translation>
    </message>
    <message>
        <source>The distance of the MACD from its signal line.</source>
        <translation>La distancia del MACD a su línea de señal.</translation>
    </message>
    <message>
        <source>A fast moving average minus a slow one.</source>
        <translation>Una media móvil rápida menos una lenta.</translation>
    </message>
    <message>
        <source>A fast moving average minus a slow one, in percent of the slow one.</source>
        <translation>Una media móvil rápida menos una lenta, en porcentaje de la lenta.</translation>
    </message>
    <message>
        <source>Distance from the mean in units of the mean deviation.</source>
        <translation>Distancia a la media en unidades de la desviación media.</translation>
    </message>
    <message>
        <source>How far the close lies below the high of the last bars.</source>
        <translation>Cuánto queda el cierre por debajo del máximo de las últimas barras.</translation>
    </message>
    <message>
        <source>Move over the last bars in percent of where it began.</source>
        <translation>Movimiento en las últimas barras en tanto por ciento de su comienzo.</translation>
    </message>
    <message>
        <source>The price now divided by the price some bars ago.</source>
        <translation>El precio actual dividido por el de hace unas barras.</translation>
    </message>
    <message>
        <source>Distance between the price now and some bars ago; MetaTrader: ratio in percent.</source>
        <translation>Distancia entre el precio actual y el de hace unas barras; MetaTrader: razón en porcentaje.</translation>
    </message>
    <message>
        <source>Balance of gains and losses; TA-Lib takes Wilder&apos;s averages of them.</source>
        <translation>Balance de ganancias y pérdidas; TA-Lib toma sus medias de Wilder.</translation>
    </message>
    <message>
        <source>How strongly the price goes one way, with the shares of the upward and downward moves.</source>
        <translation>Con qué fuerza va el precio en una dirección, con las partes de los movimientos al alza y a la baja.</translation>
    </message>
    <message>
        <source>The directional index of MetaTrader&apos;s second form: Wilder&apos;s averages instead of sums.</source>
        <translation>El índice direccional en la segunda forma de MetaTrader: medias de Wilder en lugar de sumas.</translation>
    </message>
    <message>
        <source>The mean of the ADX now and a period ago.</source>
        <translation>La media del ADX actual y el de hace un período.</translation>
    </message>
    <message>
        <source>How much the upward and the downward moves differ; smoothed it is the ADX.</source>
        <translation>Cuánto difieren los movimientos al alza y a la baja; suavizado es el ADX.</translation>
    </message>
    <message>
        <source>Wilder&apos;s sums of the moves above the last high and below the last low.</source>
        <translation>Sumas de Wilder de los movimientos sobre el último máximo y bajo el último mínimo.</translation>
    </message>
    <message>
        <source>How recent the highest high and the lowest low of the last bars are.</source>
        <translation>Cuán recientes son el máximo y el mínimo de las últimas barras.</translation>
    </message>
    <message>
        <source>Aroon up minus Aroon down: above zero the highest high is the more recent one.</source>
        <translation>Aroon alcista menos Aroon bajista: sobre cero, el máximo es el más reciente.</translation>
    </message>
    <message>
        <source>How far highs lie from the lows before them and lows from the highs, in true ranges.</source>
        <translation>Cuánto distan los máximos de los mínimos previos y los mínimos de los máximos, en rangos verdaderos.</translation>
    </message>
    <message>
        <source>Change from bar to bar of a triple exponential average: in percent, for MetaTrader as a ratio.</source>
        <translation>Cambio de barra a barra de una media exponencial triple: en porcentaje, en MetaTrader como razón.</translation>
    </message>
    <message>
        <source>Changes smoothed twice as a share of their absolute values smoothed alike.</source>
        <translation>Cambios suavizados dos veces como parte de sus valores absolutos suavizados igual.</translation>
    </message>
    <message>
        <source>Four smoothed rates of change, the slower the heavier, with a signal line.</source>
        <translation>Cuatro tasas de cambio suavizadas, más peso a las más lentas, con línea de señal.</translation>
    </message>
    <message>
        <source>A weighted average of the sum of two rates of change.</source>
        <translation>Media ponderada de la suma de dos tasas de cambio.</translation>
    </message>
    <message>
        <source>Distance between a price and a simple average that lie half a period apart.</source>
        <translation>Distancia entre un precio y una media simple separados medio período.</translation>
    </message>
    <message>
        <source>Buying pressure as a share of the true range over three periods.</source>
        <translation>Presión compradora como parte del rango verdadero en tres períodos.</translation>
    </message>
    <message>
        <source>The body of each bar as a share of its range.</source>
        <translation>El cuerpo de cada barra como parte de su rango.</translation>
    </message>
    <message>
        <source>Share of the rising bodies in all bodies of the last bars.</source>
        <translation>Parte de los cuerpos alcistas en todos los cuerpos de las últimas barras.</translation>
    </message>
    <message>
        <source>Share of the higher highs in all higher highs and lower lows.</source>
        <translation>Parte de los máximos crecientes entre máximos crecientes y mínimos decrecientes.</translation>
    </message>
    <message>
        <source>Bodies against ranges of the last bars, with a signal line.</source>
        <translation>Cuerpos frente a rangos de las últimas barras, con línea de señal.</translation>
    </message>
    <message>
        <source>Where the price lies in its range, stretched so that turns stand out.</source>
        <translation>Dónde está el precio en su rango, estirado para que resalten los giros.</translation>
    </message>
    <message>
        <source>How far the high lies above the exponential average of the close (Elder ray).</source>
        <translation>Cuánto supera el máximo a la media exponencial del cierre (rayo de Elder).</translation>
    </message>
    <message>
        <source>How far the low lies below the exponential average of the close (Elder ray).</source>
        <translation>Cuánto queda el mínimo bajo la media exponencial del cierre (rayo de Elder).</translation>
    </message>
    <message>
        <source>Three smoothed averages of the median price; charts draw them ahead.</source>
        <translation>Tres medias suavizadas del precio mediano; los gráficos las dibujan adelantadas.</translation>
    </message>
    <message>
        <source>How far the Alligator&apos;s lines, as drawn, are apart.</source>
        <translation>Cuánto se separan las líneas del Alligator tal como se dibujan.</translation>
    </message>
    <message>
        <source>Highs and lows that stand out of two bars on either side, known two bars later.</source>
        <translation>Máximos y mínimos que sobresalen entre dos barras a cada lado; se conocen dos barras después.</translation>
    </message>
    <message>
        <source>A fast minus a slow simple average of the median price.</source>
        <translation>Una media simple rápida menos una lenta del precio mediano.</translation>
    </message>
    <message>
        <source>The Awesome Oscillator minus its own simple average.</source>
        <translation>El oscilador asombroso menos su propia media simple.</translation>
    </message>
    <message>
        <source>Points of range for each unit of volume.</source>
        <translation>Puntos de rango por unidad de volumen.</translation>
    </message>
    <message>
        <source>Volume of each bar; for currencies the number of its ticks.</source>
        <translation>Volumen de cada barra; en divisas, el número de ticks.</translation>
    </message>
    <message>
        <source>Volume of rising bars minus that of falling ones, added up.</source>
        <translation>Volumen de las barras alcistas menos el de las bajistas, acumulado.</translation>
    </message>
    <message>
        <source>Volumes added up, each weighted by where its bar closed.</source>
        <translation>Volúmenes acumulados, cada uno ponderado por dónde cerró su barra.</translation>
    </message>
    <message>
        <source>A fast minus a slow exponential average of the Accumulation/Distribution line.</source>
        <translation>Una media exponencial rápida menos una lenta de la línea de acumulación/distribución.</translation>
    </message>
    <message>
        <source>Volumes of the last bars, weighted by where the bars closed, as a share of all volume.</source>
        <translation>Volúmenes de las últimas barras, ponderados por dónde cerraron, como parte de todo el volumen.</translation>
    </message>
    <message>
        <source>Share of the rising bars in the money that changed hands.</source>
        <translation>Parte de las barras alcistas en el dinero que cambió de manos.</translation>
    </message>
    <message>
        <source>Change of the close times the volume, smoothed; for MetaTrader the change of an average times the volume.</source>
        <translation>Cambio del cierre por el volumen, suavizado; en MetaTrader, cambio de una media por el volumen.</translation>
    </message>
    <message>
        <source>How far the price moves for the volume that it takes.</source>
        <translation>Cuánto se mueve el precio para el volumen que consume.</translation>
    </message>
    <message>
        <source>Volumes times the relative change of the close, added up.</source>
        <translation>Volúmenes por el cambio relativo del cierre, acumulados.</translation>
    </message>
    <message>
        <source>How far the price travels in a bar, smoothed by Wilder&apos;s average (MetaTrader: a simple one).</source>
        <translation>Cuánto recorre el precio en una barra, suavizado con la media de Wilder (MetaTrader: una simple).</translation>
    </message>
    <message>
        <source>The average true range in percent of the close.</source>
        <translation>El rango verdadero medio en porcentaje del cierre.</translation>
    </message>
    <message>
        <source>How far the price went in a bar, with the jump from the close before.</source>
        <translation>Cuánto recorrió el precio en una barra, con el salto desde el cierre anterior.</translation>
    </message>
    <message>
        <source>Sample standard deviation of logarithmic returns, as a fraction a year.</source>
        <translation>Desviación típica muestral de los rendimientos logarítmicos, como fracción anual.</translation>
    </message>
    <message>
        <source>Change in percent of the exponential average of the range.</source>
        <translation>Cambio en porcentaje de la media exponencial del rango.</translation>
    </message>
    <message>
        <source>How the average range stands to its own average, summed: a bulge announces a turn.</source>
        <translation>Relación del rango medio con su propia media, sumada: un bulto anuncia un giro.</translation>
    </message>
    <message>
        <source>Whether the price goes one way (low) or back and forth (high).</source>
        <translation>Si el precio va en una dirección (bajo) o de un lado a otro (alto).</translation>
    </message>
    <message>
        <source>How deep and how long prices lie below their last high, in percent.</source>
        <translation>Cuánto y por cuánto tiempo quedan los precios bajo su último máximo, en porcentaje.</translation>
    </message>
    <message>
        <source>The sum of the last prices.</source>
        <translation>La suma de los últimos precios.</translation>
    </message>
    <message>
        <source>Mean distance of the last prices from their mean.</source>
        <translation>Distancia media de los últimos precios a su media.</translation>
    </message>
    <message>
        <source>Population standard deviation of the last prices.</source>
        <translation>Desviación típica poblacional de los últimos precios.</translation>
    </message>
    <message>
        <source>Population variance of the last prices.</source>
        <translation>Varianza poblacional de los últimos precios.</translation>
    </message>
    <message>
        <source>Where the straight line of least squares stands now.</source>
        <translation>Dónde está ahora la recta de mínimos cuadrados.</translation>
    </message>
    <message>
        <source>Where the straight line of least squares will stand a bar later.</source>
        <translation>Dónde estará la recta de mínimos cuadrados una barra después.</translation>
    </message>
    <message>
        <source>Where the straight line of least squares began.</source>
        <translation>Dónde empezó la recta de mínimos cuadrados.</translation>
    </message>
    <message>
        <source>How much the straight line of least squares rises in a bar.</source>
        <translation>Cuánto sube la recta de mínimos cuadrados en una barra.</translation>
    </message>
    <message>
        <source>The slope of the straight line of least squares in degrees.</source>
        <translation>La pendiente de la recta de mínimos cuadrados en grados.</translation>
    </message>
    <message>
        <source>Pearson&apos;s correlation of two prices or indicators over the last bars.</source>
        <translation>Correlación de Pearson de dos precios o indicadores en las últimas barras.</translation>
    </message>
    <message>
        <source>Length in bars of the cycle that prices follow most (Hilbert transform).</source>
        <translation>Longitud en barras del ciclo que más siguen los precios (transformada de Hilbert).</translation>
    </message>
    <message>
        <source>Where in the dominant cycle the price stands, in degrees.</source>
        <translation>En qué punto del ciclo dominante está el precio, en grados.</translation>
    </message>
    <message>
        <source>In-phase and quadrature component of the detrended price.</source>
        <translation>Componentes en fase y en cuadratura del precio sin tendencia.</translation>
    </message>
    <message>
        <source>Sine of the dominant cycle&apos;s phase and of 45 degrees more: they cross near its turns.</source>
        <translation>Seno de la fase del ciclo dominante y de 45 grados más: se cruzan cerca de los giros.</translation>
    </message>
    <message>
        <source>The price with its dominant cycle averaged out.</source>
        <translation>El precio sin su ciclo dominante.</translation>
    </message>
    <message>
        <source>1 while the price trends, 0 while it swings.</source>
        <translation>1 mientras el precio sigue una tendencia, 0 mientras oscila.</translation>
    </message>
    <message>
        <source>The chosen price itself, as a line.</source>
        <translation>El propio precio elegido, como línea.</translation>
    </message>
    <message>
        <source>The mean of open, high, low and close.</source>
        <translation>La media de apertura, máximo, mínimo y cierre.</translation>
    </message>
    <message>
        <source>Averaged candles in which a trend keeps its colour.</source>
        <translation>Velas promediadas en las que una tendencia conserva su color.</translation>
    </message>
    <message>
        <source>Levels from high, low and close of the day, week, month or bar before.</source>
        <translation>Niveles a partir del máximo, mínimo y cierre del día, semana, mes o barra anterior.</translation>
    </message>
    <message>
        <source>The highest of the last prices.</source>
        <translation>El más alto de los últimos precios.</translation>
    </message>
    <message>
        <source>The lowest of the last prices.</source>
        <translation>El más bajo de los últimos precios.</translation>
    </message>
    <message>
        <source>The middle between the highest and the lowest of the last prices.</source>
        <translation>El centro entre el más alto y el más bajo de los últimos precios.</translation>
    </message>
    <message>
        <source>A long body that begins at the end of its range.</source>
        <translation>Un cuerpo largo que empieza en el extremo de su rango.</translation>
    </message>
    <message>
        <source>A long body that closes at the end.</source>
        <translation>Un cuerpo largo que cierra en el extremo.</translation>
    </message>
    <message>
        <source>Open and close are all but the same.</source>
        <translation>Apertura y cierre casi iguales.</translation>
    </message>
    <message>
        <source>A doji at the top of its range.</source>
        <translation>Un doji en lo alto de su rango.</translation>
    </message>
    <message>
        <source>A doji at the bottom of its range.</source>
        <translation>Un doji en lo bajo de su rango.</translation>
    </message>
    <message>
        <source>A short body with very long shadows.</source>
        <translation>Un cuerpo corto con sombras muy largas.</translation>
    </message>
    <message>
        <source>A doji with a long shadow.</source>
        <translation>Un doji con una sombra larga.</translation>
    </message>
    <message>
        <source>A long body with short shadows.</source>
        <translation>Un cuerpo largo con sombras cortas.</translation>
    </message>
    <message>
        <source>A long body all but without shadows.</source>
        <translation>Un cuerpo largo casi sin sombras.</translation>
    </message>
    <message>
        <source>A doji with long shadows in the middle of its range.</source>
        <translation>Un doji con sombras largas en el centro de su rango.</translation>
    </message>
    <message>
        <source>A short body with short shadows.</source>
        <translation>Un cuerpo corto con sombras cortas.</translation>
    </message>
    <message>
        <source>A short body with shadows longer than itself.</source>
        <translation>Un cuerpo corto con sombras más largas que él.</translation>
    </message>
    <message>
        <source>A doji at the top of its range with a very long lower shadow.</source>
        <translation>Un doji en lo alto de su rango con una sombra inferior muy larga.</translation>
    </message>
    <message>
        <source>Two long candles of opposite colour that close at the same price.</source>
        <translation>Dos velas largas de color opuesto que cierran al mismo precio.</translation>
    </message>
    <message>
        <source>After a long white candle one that opens above its high and closes deep in its body.</source>
        <translation>Tras una vela blanca larga, otra que abre sobre su máximo y cierra muy dentro de su cuerpo.</translation>
    </message>
    <message>
        <source>A doji beyond a long body.</source>
        <translation>Un doji más allá de un cuerpo largo.</translation>
    </message>
    <message>
        <source>A body that covers the body before, of the other colour; 80 when one end is the same.</source>
        <translation>Un cuerpo que cubre al anterior, de otro color; 80 si un extremo coincide.</translation>
    </message>
    <message>
        <source>A short body above a long shadow, near the low before.</source>
        <translation>Un cuerpo corto sobre una sombra larga, cerca del mínimo anterior.</translation>
    </message>
    <message>
        <source>A short body above a long shadow, near the high before.</source>
        <translation>Un cuerpo corto sobre una sombra larga, cerca del máximo anterior.</translation>
    </message>
    <message>
        <source>A short body within the long body before; 80 when one end is the same.</source>
        <translation>Un cuerpo corto dentro del cuerpo largo anterior; 80 si un extremo coincide.</translation>
    </message>
    <message>
        <source>A doji within the long body before; 80 when one end is the same.</source>
        <translation>Un doji dentro del cuerpo largo anterior; 80 si un extremo coincide.</translation>
    </message>
    <message>
        <source>A short black body within the long black body before.</source>
        <translation>Un cuerpo negro corto dentro del cuerpo negro largo anterior.</translation>
    </message>
    <message>
        <source>After a long black candle a white one that opens below it and closes at its close.</source>
        <translation>Tras una vela negra larga, una blanca que abre por debajo y cierra en su cierre.</translation>
    </message>
    <message>
        <source>A short body below a long shadow, under the body before.</source>
        <translation>Un cuerpo corto bajo una sombra larga, por debajo del cuerpo anterior.</translation>
    </message>
    <message>
        <source>Two candles all but without shadows, with a gap between.</source>
        <translation>Dos velas casi sin sombras, con un hueco entre ellas.</translation>
    </message>
    <message>
        <source>Kicking, where the longer of the two candles gives the direction.</source>
        <translation>Patada en la que la más larga de las dos velas da la dirección.</translation>
    </message>
    <message>
        <source>Two black candles with the same close.</source>
        <translation>Dos velas negras con el mismo cierre.</translation>
    </message>
    <message>
        <source>After a long black candle a white one that opens below it and closes at its low.</source>
        <translation>Tras una vela negra larga, una blanca que abre por debajo y cierra en su mínimo.</translation>
    </message>
    <message>
        <source>After a long black candle a long white one that opens below it and closes past the middle of its body.</source>
        <translation>Tras una vela negra larga, una blanca larga que abre por debajo y cierra pasado el centro de su cuerpo.</translation>
    </message>
    <message>
        <source>Two candles of opposite colour with the same open, the second long.</source>
        <translation>Dos velas de color opuesto con la misma apertura, la segunda larga.</translation>
    </message>
    <message>
        <source>A short body below a long shadow, above the body before.</source>
        <translation>Un cuerpo corto bajo una sombra larga, por encima del cuerpo anterior.</translation>
    </message>
    <message>
        <source>After a long black candle a white one that opens below it and closes in the lower half of its body.</source>
        <translation>Tras una vela negra larga, una blanca que abre por debajo y cierra en la mitad inferior de su cuerpo.</translation>
    </message>
    <message>
        <source>Above a long white candle two black ones, the second closing within its body.</source>
        <translation>Sobre una vela blanca larga, dos negras; la segunda cierra dentro de su cuerpo.</translation>
    </message>
    <message>
        <source>A short body within a long one, and a close beyond where the long one opened.</source>
        <translation>Un cuerpo corto dentro de uno largo, y un cierre más allá de donde abrió el largo.</translation>
    </message>
    <message>
        <source>A body that covers the one before, and a close that goes further.</source>
        <translation>Un cuerpo que cubre al anterior, y un cierre que va más lejos.</translation>
    </message>
    <message>
        <source>Three black candles, each smaller and higher than the one before.</source>
        <translation>Tres velas negras, cada una menor y más alta que la anterior.</translation>
    </message>
    <message>
        <source>A doji with gaps on both sides, then a candle that turns back.</source>
        <translation>Un doji con huecos a ambos lados, y una vela que vuelve atrás.</translation>
    </message>
    <message>
        <source>A long white candle, a doji above it, a black candle back into the first body.</source>
        <translation>Una vela blanca larga, un doji encima, una negra que vuelve al primer cuerpo.</translation>
    </message>
    <message>
        <source>A long white candle, a short body above it, a black candle back into the first body.</source>
        <translation>Una vela blanca larga, un cuerpo corto encima, una negra que vuelve al primer cuerpo.</translation>
    </message>
    <message>
        <source>A long black candle, a doji below it, a white candle back into the first body.</source>
        <translation>Una vela negra larga, un doji debajo, una blanca que vuelve al primer cuerpo.</translation>
    </message>
    <message>
        <source>A long black candle, a short body below it, a white candle back into the first body.</source>
        <translation>Una vela negra larga, un cuerpo corto debajo, una blanca que vuelve al primer cuerpo.</translation>
    </message>
    <message>
        <source>A white candle between two black ones that close at the same price.</source>
        <translation>Una vela blanca entre dos negras que cierran al mismo precio.</translation>
    </message>
    <message>
        <source>Three doji, the second beyond the others.</source>
        <translation>Tres doji, el segundo más allá de los otros.</translation>
    </message>
    <message>
        <source>A long black candle, a black one with a new low, a short white one above that low.</source>
        <translation>Una vela negra larga, otra negra con un nuevo mínimo, una blanca corta sobre ese mínimo.</translation>
    </message>
    <message>
        <source>Above a long white candle a short black one and a black one that covers it.</source>
        <translation>Sobre una vela blanca larga, una negra corta y otra negra que la cubre.</translation>
    </message>
    <message>
        <source>Three black candles, each opening within the body before and closing lower.</source>
        <translation>Tres velas negras, cada una abre dentro del cuerpo anterior y cierra más abajo.</translation>
    </message>
    <message>
        <source>Three white candles, each opening within the body before and closing higher.</source>
        <translation>Tres velas blancas, cada una abre dentro del cuerpo anterior y cierra más arriba.</translation>
    </message>
    <message>
        <source>Three white candles that rise with less and less strength.</source>
        <translation>Tres velas blancas que suben con cada vez menos fuerza.</translation>
    </message>
    <message>
        <source>Beyond a gap two white candles of the same open and size.</source>
        <translation>Más allá de un hueco, dos velas blancas de igual apertura y tamaño.</translation>
    </message>
    <message>
        <source>Three black candles, each opening where the one before closed.</source>
        <translation>Tres velas negras, cada una abre donde cerró la anterior.</translation>
    </message>
    <message>
        <source>Two long white candles and a short one that rides on their shoulder.</source>
        <translation>Dos velas blancas largas y una corta que se apoya en su hombro.</translation>
    </message>
    <message>
        <source>Beyond a gap two candles of opposite colour and like size; the gap stays open.</source>
        <translation>Más allá de un hueco, dos velas de color opuesto y tamaño parecido; el hueco queda abierto.</translation>
    </message>
    <message>
        <source>Two candles with a gap between, and one of the other colour that closes it.</source>
        <translation>Dos velas con un hueco entre ellas, y una de otro color que lo cierra.</translation>
    </message>
    <message>
        <source>Three candles of one colour and one that undoes them; taken as a pause.</source>
        <translation>Tres velas de un color y una que las deshace; se toma como pausa.</translation>
    </message>
    <message>
        <source>A long candle, a gap, two that go on, and one that comes back into the gap.</source>
        <translation>Una vela larga, un hueco, dos que siguen y una que vuelve al hueco.</translation>
    </message>
    <message>
        <source>Four black candles; the third reaches up into a gap and the last swallows it.</source>
        <translation>Cuatro velas negras; la tercera sube hasta un hueco y la última la absorbe.</translation>
    </message>
    <message>
        <source>Four black candles downwards, the last with an upper shadow, and a white one above it.</source>
        <translation>Cuatro velas negras a la baja, la última con sombra superior, y una blanca encima.</translation>
    </message>
    <message>
        <source>A long white candle, three short ones that hold above it, and a new high.</source>
        <translation>Una vela blanca larga, tres cortas que se sostienen arriba y un nuevo máximo.</translation>
    </message>
    <message>
        <source>A long candle, three short ones against it, and a long one that goes on.</source>
        <translation>Una vela larga, tres cortas en contra y una larga que continúa.</translation>
    </message>
    <message>
        <source>A false break-out of an inside bar; 200 when it is confirmed.</source>
        <translation>Falsa ruptura de una barra interior; 200 cuando se confirma.</translation>
    </message>
    <message>
        <source>A false break-out of two inside bars; 200 when it is confirmed.</source>
        <translation>Falsa ruptura de dos barras interiores; 200 cuando se confirma.</translation>
    </message>
    <message>
        <source>An expression over prices and other indicators, in a pane of its own.</source>
        <translation>Una expresión sobre precios y otros indicadores, en un panel propio.</translation>
    </message>
    <message>
        <source>An expression over prices and other indicators, drawn over the candles.</source>
        <translation>Una expresión sobre precios y otros indicadores, dibujada sobre las velas.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Convention</source>
        <translation>Convención</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>estándar</translation>
    </message>
    <message>
        <source>mt5</source>
        <translation>MetaTrader 5</translation>
    </message>
    <message>
        <source>Volume factor</source>
        <translation>Factor de volumen</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Desplazamiento</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Fast period</source>
        <translation>Período rápido</translation>
    </message>
    <message>
        <source>Slow period</source>
        <translation>Período lento</translation>
    </message>
    <message>
        <source>Momentum period</source>
        <translation>Período del momento</translation>
    </message>
    <message>
        <source>Average period</source>
        <translation>Período de la media</translation>
    </message>
    <message>
        <source>Fast limit</source>
        <translation>Límite rápido</translation>
    </message>
    <message>
        <source>Slow limit</source>
        <translation>Límite lento</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Empieza con</translation>
    </message>
    <message>
        <source>day</source>
        <translation>día</translation>
    </message>
    <message>
        <source>week</source>
        <translation>semana</translation>
    </message>
    <message>
        <source>month</source>
        <translation>mes</translation>
    </message>
    <message>
        <source>instant</source>
        <translation>instante</translation>
    </message>
    <message>
        <source>Day begins</source>
        <translation>El día empieza</translation>
    </message>
    <message>
        <source>new_york</source>
        <translation>Nueva York</translation>
    </message>
    <message>
        <source>utc</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Instant (s since 1970)</source>
        <translation>Instante (s desde 1970)</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Desviaciones</translation>
    </message>
    <message>
        <source>Distance in %</source>
        <translation>Distancia en %</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>sma</source>
        <translation>simple (SMA)</translation>
    </message>
    <message>
        <source>ema</source>
        <translation>exponencial (EMA)</translation>
    </message>
    <message>
        <source>smma</source>
        <translation>suavizada (SMMA)</translation>
    </message>
    <message>
        <source>wma</source>
        <translation>ponderada (WMA)</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>Rangos</translation>
    </message>
    <message>
        <source>Averages</source>
        <translation>Medias</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>exponencial</translation>
    </message>
    <message>
        <source>simple</source>
        <translation>simple</translation>
    </message>
    <message>
        <source>Conversion period</source>
        <translation>Período de conversión</translation>
    </message>
    <message>
        <source>Base period</source>
        <translation>Período base</translation>
    </message>
    <message>
        <source>Span B period</source>
        <translation>Período de la línea B</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>ATR period</source>
        <translation>Período del ATR</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Profundidad</translation>
    </message>
    <message>
        <source>Deviation in %</source>
        <translation>Desviación en %</translation>
    </message>
    <message>
        <source>Backstep</source>
        <translation>Retroceso</translation>
    </message>
    <message>
        <source>%K period</source>
        <translation>Período de %K</translation>
    </message>
    <message>
        <source>%K slowing</source>
        <translation>Suavizado de %K</translation>
    </message>
    <message>
        <source>%D period</source>
        <translation>Período de %D</translation>
    </message>
    <message>
        <source>RSI period</source>
        <translation>Período del RSI</translation>
    </message>
    <message>
        <source>talib</source>
        <translation>TA-Lib</translation>
    </message>
    <message>
        <source>Streak RSI period</source>
        <translation>Período del RSI de rachas</translation>
    </message>
    <message>
        <source>Rank period</source>
        <translation>Período del rango</translation>
    </message>
    <message>
        <source>Signal period</source>
        <translation>Período de la señal</translation>
    </message>
    <message>
        <source>ADX smoothing (0: as the period)</source>
        <translation>Suavizado del ADX (0: como el período)</translation>
    </message>
    <message>
        <source>tradingview</source>
        <translation>TradingView</translation>
    </message>
    <message>
        <source>Long period</source>
        <translation>Período largo</translation>
    </message>
    <message>
        <source>Short period</source>
        <translation>Período corto</translation>
    </message>
    <message>
        <source>Change 1</source>
        <translation>Cambio 1</translation>
    </message>
    <message>
        <source>Smoothing 1</source>
        <translation>Suavizado 1</translation>
    </message>
    <message>
        <source>Change 2</source>
        <translation>Cambio 2</translation>
    </message>
    <message>
        <source>Smoothing 2</source>
        <translation>Suavizado 2</translation>
    </message>
    <message>
        <source>Change 3</source>
        <translation>Cambio 3</translation>
    </message>
    <message>
        <source>Smoothing 3</source>
        <translation>Suavizado 3</translation>
    </message>
    <message>
        <source>Change 4</source>
        <translation>Cambio 4</translation>
    </message>
    <message>
        <source>Smoothing 4</source>
        <translation>Suavizado 4</translation>
    </message>
    <message>
        <source>Long change</source>
        <translation>Cambio largo</translation>
    </message>
    <message>
        <source>Short change</source>
        <translation>Cambio corto</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>past_price</source>
        <translation>precio pasado</translation>
    </message>
    <message>
        <source>past_average</source>
        <translation>media pasada</translation>
    </message>
    <message>
        <source>Middle period</source>
        <translation>Período medio</translation>
    </message>
    <message>
        <source>Jaw period</source>
        <translation>Período de la mandíbula</translation>
    </message>
    <message>
        <source>Teeth period</source>
        <translation>Período de los dientes</translation>
    </message>
    <message>
        <source>Lips period</source>
        <translation>Período de los labios</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>first_volume</source>
        <translation>primer volumen</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>cero</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Escala</translation>
    </message>
    <message>
        <source>First bar</source>
        <translation>Primera barra</translation>
    </message>
    <message>
        <source>undefined</source>
        <translation>sin valor</translation>
    </message>
    <message>
        <source>high_low</source>
        <translation>máximo y mínimo</translation>
    </message>
    <message>
        <source>Bars in a year</source>
        <translation>Barras por año</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>Cambio sobre</translation>
    </message>
    <message>
        <source>Sum over</source>
        <translation>Suma sobre</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>clásico</translation>
    </message>
    <message>
        <source>fibonacci</source>
        <translation>Fibonacci</translation>
    </message>
    <message>
        <source>camarilla</source>
        <translation>Camarilla</translation>
    </message>
    <message>
        <source>woodie</source>
        <translation>Woodie</translation>
    </message>
    <message>
        <source>Of the last</source>
        <translation>Del último</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>barra</translation>
    </message>
    <message>
        <source>Penetration</source>
        <translation>Penetración</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Expresión</translation>
    </message>
    <message>
        <source>Upper</source>
        <translation>Superior</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>Inferior</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ancho</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Last turning point</source>
        <translation>Último giro</translation>
    </message>
    <message>
        <source>Bars since</source>
        <translation>Barras desde</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Señal</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histograma</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Arriba</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Disparo</translation>
    </message>
    <message>
        <source>Bulls</source>
        <translation>Toros</translation>
    </message>
    <message>
        <source>Bears</source>
        <translation>Osos</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>Mandíbula</translation>
    </message>
    <message>
        <source>Teeth</source>
        <translation>Dientes</translation>
    </message>
    <message>
        <source>Lips</source>
        <translation>Labios</translation>
    </message>
    <message>
        <source>Jaw to teeth</source>
        <translation>Mandíbula a dientes</translation>
    </message>
    <message>
        <source>Teeth to lips</source>
        <translation>Dientes a labios</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>Fuerza</translation>
    </message>
    <message>
        <source>Mass</source>
        <translation>Masa</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>In phase</source>
        <translation>En fase</translation>
    </message>
    <message>
        <source>Quadrature</source>
        <translation>Cuadratura</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>Seno</translation>
    </message>
    <message>
        <source>Lead sine</source>
        <translation>Seno adelantado</translation>
    </message>
    <message>
        <source>Trend line</source>
        <translation>Línea de tendencia</translation>
    </message>
    <message>
        <source>Average price</source>
        <translation>Precio medio</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apertura</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cierre</translation>
    </message>
    <message>
        <source>close</source>
        <translation>cierre</translation>
    </message>
    <message>
        <source>open</source>
        <translation>apertura</translation>
    </message>
    <message>
        <source>high</source>
        <translation>máximo</translation>
    </message>
    <message>
        <source>low</source>
        <translation>mínimo</translation>
    </message>
    <message>
        <source>median</source>
        <translation>mediano</translation>
    </message>
    <message>
        <source>typical</source>
        <translation>típico</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>ponderado</translation>
    </message>
    <message>
        <source>bid</source>
        <translation>venta (bid)</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>compra (ask)</translation>
    </message>
    <message>
        <source>mid</source>
        <translation>medio (mid)</translation>
    </message>
    <message>
        <source>Applied to</source>
        <translation>Aplicado a</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Comparado con</translation>
    </message>
    <message>
        <source>A price, an indicator or a formula: ema(close, 20), macd(12, 26, 9).signal, (high + low) / 2, ask - bid</source>
        <translation>Un precio, un indicador o una fórmula: ema(close, 20), macd(12, 26, 9).signal, (high + low) / 2, ask - bid</translation>
    </message>
    <message>
        <source>A formula is needed.</source>
        <translation>Se necesita una fórmula.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Buy</source>
        <translation>Compra</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Venta</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Mercado</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limitada</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Partly filled</source>
        <translation>Ejecutada en parte</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Ejecutada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Caducada</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>Reiniciando</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Apartado</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Depuración</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Información</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>conectada</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>conectando</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>sin novedad</translation>
    </message>
    <message>
        <source>market closed</source>
        <translation>mercado cerrado</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>desconectada</translation>
    </message>
</context>
</TS>
