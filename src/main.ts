/** The page's first line of code: the theme before the first paint, then the app. */
import { mount } from 'svelte'
import App from './app/App.svelte'
import './app/app.css'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no element with the id "app".')
target.replaceChildren()
mount(App, { target })
