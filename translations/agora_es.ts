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
    <name>agora::app::ChartArea</name>
    <message>
        <source>No chart is open. Double-click a symbol, or File › New Chart.</source>
        <translation>No hay ningún gráfico abierto. Haga doble clic en un símbolo, o Archivo › Nuevo gráfico.</translation>
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
        <translation>Líneas de bid y Líneas de compra y ven&amp;taask</translation>
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
        <source>Symbol of the chart in front</source>
        <translation>Símbolo del gráfico activo</translation>
    </message>
    <message>
        <source>Period of the chart in front</source>
        <translation>Período del gráfico activo</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Período</translation>
    </message>
</context>
<context>
    <name>agora::app::ChartPage</name>
    <message>
        <source>Save Chart Picture</source>
        <translation>Guardar imagen del gráfico</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg)</source>
        <translation>Imágenes (*.png *.jpg)</translation>
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
    <name>agora::app::EngineMarks</name>
    <message>
        <source>long %1</source>
        <translation>largo %1</translation>
    </message>
    <message>
        <source>short %1</source>
        <translation>corto %1</translation>
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
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>On the chart</source>
        <translation>En el gráfico</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>agora::app::IndicatorProperties</name>
    <message>
        <source>Show on the chart</source>
        <translation>Mostrar en el gráfico</translation>
    </message>
    <message>
        <source>No indicator selected</source>
        <translation>Ningún indicador seleccionado</translation>
    </message>
    <message>
        <source>Double-click one on the left to add it to the chart.</source>
        <translation>Haga doble clic en uno de la izquierda para añadirlo al gráfico.</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Línea %1</translation>
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
        <source>Save Chart as &amp;Picture…</source>
        <translation>Guardar gráfico como &amp;imagen…</translation>
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
        <source>&amp;Insert</source>
        <translation>&amp;Insertar</translation>
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
        <source>&amp;Symbol</source>
        <translation>&amp;Símbolo</translation>
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
        <source>Spread</source>
        <translation>Diferencial</translation>
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
        <source>%1 pips</source>
        <translation>%1 pips</translation>
    </message>
    <message>
        <source>no quote yet</source>
        <translation>todavía sin cotización</translation>
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
        <source>%1 at market?</source>
        <translation>¿%1 a mercado?</translation>
    </message>
    <message>
        <source>Order accepted: %1</source>
        <translation>Orden aceptada: %1</translation>
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
        <source>Trend</source>
        <translation>Tendencia</translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation>Volatilidad</translation>
    </message>
    <message>
        <source>Oscillators</source>
        <translation>Osciladores</translation>
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
        <source>Bollinger Bands</source>
        <translation>Bandas de Bollinger</translation>
    </message>
    <message>
        <source>Average True Range</source>
        <translation>Rango verdadero medio</translation>
    </message>
    <message>
        <source>Relative Strength Index</source>
        <translation>Índice de fuerza relativa</translation>
    </message>
    <message>
        <source>MACD</source>
        <translation>MACD</translation>
    </message>
    <message>
        <source>Stochastic Oscillator</source>
        <translation>Oscilador estocástico</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momento</translation>
    </message>
    <message>
        <source>Rate of Change</source>
        <translation>Tasa de cambio</translation>
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
        <source>A simple moving average with bands at a multiple of the standard deviation.</source>
        <translation>Una media móvil simple con bandas a un múltiplo de la desviación típica.</translation>
    </message>
    <message>
        <source>How far the price travels in a bar, smoothed by Wilder&apos;s average.</source>
        <translation>Cuánto recorre el precio en una barra, suavizado con la media de Wilder.</translation>
    </message>
    <message>
        <source>Share of the gains in all movement: above 70 strong, below 30 weak.</source>
        <translation>Parte de las subidas en todo el movimiento: por encima de 70 fuerte, por debajo de 30 débil.</translation>
    </message>
    <message>
        <source>Distance between a fast and a slow exponential average, with a signal line.</source>
        <translation>Distancia entre una media exponencial rápida y una lenta, con una línea de señal.</translation>
    </message>
    <message>
        <source>Where the close lies in the range of the last bars.</source>
        <translation>Dónde queda el cierre en el rango de las últimas barras.</translation>
    </message>
    <message>
        <source>Distance (or ratio in percent) between the price now and some bars ago.</source>
        <translation>Distancia (o cociente en tanto por ciento) entre el precio actual y el de hace unas barras.</translation>
    </message>
    <message>
        <source>Move over the last bars in percent of where it began.</source>
        <translation>Movimiento en las últimas barras en tanto por ciento de su comienzo.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Desviaciones</translation>
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
        <source>Signal period</source>
        <translation>Período de la señal</translation>
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
        <source>Form</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>diferencia</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>cociente</translation>
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
        <source>Signal</source>
        <translation>Señal</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histograma</translation>
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
        <source>Applied to</source>
        <translation>Aplicado a</translation>
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
